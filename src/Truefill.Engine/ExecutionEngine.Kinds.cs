using System;
using System.Linq;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;

namespace Truefill.Engine;

/// <content>Which desk decides which kind of input.</content>
public sealed partial class ExecutionEngine
{
    private InputOutcome Decide(InputKind kind, object? body, out DenyReason reason, out OrderHandle order)
    {
        order = default;
        reason = DenyReason.None;
        return InputFamilies.Of(kind) switch
        {
            InputFamily.Requests => DecideRequest(body, out reason, out order),
            InputFamily.Reports => DecideReport(body),
            InputFamily.Venues => DecideVenue(kind, body),
            InputFamily.Books => DecideBookEntry(body, out reason),
            InputFamily.Risk => DecideRisk(body, out reason),
            InputFamily.Reconciliation => DecideReconciliation(body, out reason),
            InputFamily.Advisories => DecideAdvisory(body, out reason),
            InputFamily.Lifecycle => DecideLifecycle(kind, body),
        };
    }

    private InputOutcome DecideRequest(object? body, out DenyReason reason, out OrderHandle order)
    {
        switch (body)
        {
            case NewOrderSingle request: reason = orders.New(request, out order); break;
            case OrderCancelRequest request: reason = orders.Cancel(request, out order); break;
            case OrderCancelReplaceRequest request: reason = orders.Replace(request, out order); break;
            case ResolveOrder request: reason = orders.Resolve(request, out order); break;
            case ClientMessage message: return clients.Decide(message, out reason, out order);
            default: throw NoDesk(body);
        }

        return InputOutcome.Applied;
    }

    private InputOutcome DecideReport(object? body) => body switch
    {
        OrderCancelReject reject => orders.Report(in reject),
        NormalisedExecution execution => orders.Book(execution),
        MalformedInput malformed => deciding.DeadLetter(malformed.Reason, malformed.Detail, malformed.MsgSeqNum),
        SendFailed failure => orders.NotSent(failure) ? InputOutcome.Applied : InputOutcome.Ignored,
        null => InputOutcome.Ignored,
        _ => throw NoDesk(body),
    };

    private InputOutcome DecideVenue(InputKind kind, object? body) => body switch
    {
        VenueAnswer answer => Answer(answer),
        AnswerProgress progress => venues.Continue(progress),
        SessionChange change => Books.Names.Venues.TryGet(change.Venue, out int handle)
            ? Change(kind, new VenueId(handle), change.Reason)
            : InputOutcome.Ignored,
        _ => throw NoDesk(body),
    };

    private InputOutcome DecideBookEntry(object? body, out DenyReason reason)
    {
        bool duplicate = false;
        bool isOld = false;
        reason = DenyReason.None;
        switch (body)
        {
            case ImportPosition import: reason = entries.Import(import, out duplicate); break;
            case TransferPosition transfer: reason = entries.Transfer(transfer); break;
            case SetMark mark: reason = entries.Mark(mark, out isOld); break;
            case SetFxRate rate: reason = entries.FxRate(rate, out isOld); break;
            case DefineInstrument instrument: reason = entries.Define(instrument); break;
            case DefineAccount account: reason = entries.Define(account); break;
            case AssignExecution assign: reason = executions.Assign(assign); break;
            case ChargeFee charge: return executions.Charge(in charge);
            default: throw NoDesk(body);
        }

        if (isOld) return InputOutcome.Ignored;
        return duplicate ? InputOutcome.Duplicate : InputOutcome.Applied;
    }

    private InputOutcome DecideRisk(object? body, out DenyReason reason)
    {
        reason = body switch
        {
            SetKillSwitch kill => kills.Set(kill),
            ResumeTrading resume => venues.Resume(resume),
            HoldTrading hold => venues.Hold(hold),
            SetLimits set => limits.Set(set),
            DefineLimits define => limits.Define(define),
            DefineRiskDays days => limits.Define(days),
            _ => throw NoDesk(body),
        };
        return InputOutcome.Applied;
    }

    private InputOutcome DecideReconciliation(object? body, out DenyReason reason)
    {
        reason = DenyReason.None;
        if (body is CloseDeadLetter close) return Close(close);
        reason = body switch
        {
            Reconcile request => reconciler.Ask(request),
            ChangeBreak change => reconciler.Change(change),
            CorrectBreak correct => reconciler.Correct(correct),
            _ => throw NoDesk(body),
        };
        return InputOutcome.Applied;
    }

    private InputOutcome DecideAdvisory(object? body, out DenyReason reason)
    {
        bool duplicate = false;
        reason = body switch
        {
            ProposeAdvisory propose => advisories.Propose(propose, out duplicate),
            DecideAdvisory decide => advisories.Decide(decide),
            ExecuteAdvisory execute => advisories.Execute(execute),
            _ => throw NoDesk(body),
        };
        return duplicate ? InputOutcome.Duplicate : InputOutcome.Applied;
    }

    private InputOutcome DecideLifecycle(InputKind kind, object? body)
    {
        switch (body)
        {
            case null when kind == InputKind.Tick: return Tick();
            case AuditEntry audit: return Take(audit);
            case EngineStart start: Begin(start); break;
            case EngineStop stop: deciding.Emit.Apply(new EngineStopped(stop.Reason, Now)); break;
            case DefineVenue venue: Define(venue); break;
            case DefineNames names: Retire(names); break;
            default: throw NoDesk(body);
        }

        return InputOutcome.Applied;
    }

    // A body that does not belong to its kind is a mistake of whoever put it in, and no input.
    private static InvalidOperationException NoDesk(object? body) =>
        new($"Nobody decides {body?.GetType().Name ?? "an input without a body"} under this kind.");

    private InputOutcome Answer(VenueAnswer answer)
    {
        InputOutcome outcome = venues.Answer(answer);
        if (outcome == InputOutcome.Applied) advisories.Answered(answer);
        return outcome;
    }

    private InputOutcome Close(CloseDeadLetter close)
    {
        if (!Books.DeadLetters.IsOpen(close.Id)) return InputOutcome.Ignored;
        deciding.Emit.Apply(new DeadLetterClosed(close.Id, close.Replayed, close.By, close.Reason, Now));
        return InputOutcome.Applied;
    }

    private void Begin(EngineStart start)
    {
        deciding.Epoch = start.Epoch;
        deciding.Emit.Apply(new EngineStarted(start.Epoch, start.Build, start.ConfigHash, start.Held, Now));
        venues.Started(start.Cold);
    }

    private void Define(DefineVenue venue) => deciding.Emit.Apply(new VenueDefined(
        deciding.Venue(venue.Venue),
        venue.ReadOnly,
        venue.Capabilities,
        venue.RequestTimeout,
        venue.ComparesOnStart,
        venue.CompareEvery,
        venue.QtyTolerance,
        venue.CorrectsPositions,
        venue.Orphans));

    private void Retire(DefineNames names)
    {
        foreach (Session session in Books.Sessions.All)
        {
            if (!names.Venues.Contains(Books.Names.Of(session.Venue)))
                deciding.Emit.Apply(new NameRetired(NameKind.Venue, session.Venue.Value));
        }

        // A copy, because each fact changes the list.
        foreach (AccountDefined account in Books.Accounts.Defined.ToList())
        {
            if (!names.Accounts.Contains(Books.Names.Of(account.Account)))
                deciding.Emit.Apply(new NameRetired(NameKind.Account, account.Account.Value));
        }
    }

    private InputOutcome Change(InputKind kind, VenueId venue, string reason)
    {
        if (!Books.Sessions.IsDefined(venue)) return InputOutcome.Ignored;
        switch (kind)
        {
            case InputKind.SessionClosed:
                venues.Closed(venue, reason);
                return InputOutcome.Applied;
            case InputKind.SessionSilent:
                return venues.Silent(venue) ? InputOutcome.Applied : InputOutcome.Ignored;
            default:
                venues.Opened(venue);
                kills.Sweep();
                orders.Tick();
                return InputOutcome.Applied;
        }
    }

    private InputOutcome Tick()
    {
        venues.Tick();
        risk.Tick();
        kills.Sweep();
        orders.Tick();
        protections.Tick();
        return InputOutcome.Applied;
    }
}
