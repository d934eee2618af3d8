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
        reason = DenyReason.None;
        order = default;
        switch (body)
        {
            case OrderCancelReject reject:
                return orders.Report(in reject);
            case NewOrderSingle request:
                reason = orders.New(request, out order);
                return InputOutcome.Applied;
            case OrderCancelRequest request:
                reason = orders.Cancel(request, out order);
                return InputOutcome.Applied;
            case OrderCancelReplaceRequest request:
                reason = orders.Replace(request, out order);
                return InputOutcome.Applied;
            case ClientMessage message:
                return clients.Decide(message, out reason, out order);
            case ResolveOrder request:
                reason = orders.Resolve(request, out order);
                return InputOutcome.Applied;
            case NormalisedExecution execution:
                return orders.Book(execution);
            case MalformedInput malformed:
                return deciding.DeadLetter(malformed.Reason, malformed.Detail, malformed.MsgSeqNum);
            case VenueAnswer answer:
                return Answer(answer);
            case AnswerProgress progress:
                return venues.Continue(progress);
            case SendFailed failure:
                return orders.NotSent(failure) ? InputOutcome.Applied : InputOutcome.Ignored;
            case CloseDeadLetter close:
                return Close(close);
            case null:
                return kind == InputKind.Tick ? Tick() : InputOutcome.Ignored;
            case ImportPosition import:
                reason = entries.Import(import, out bool duplicate);
                return duplicate ? InputOutcome.Duplicate : InputOutcome.Applied;
            case ChargeFee charge:
                return executions.Charge(in charge);
            default:
                return DecideBookEntry(kind, body, out reason);
        }
    }

    private InputOutcome Answer(VenueAnswer answer)
    {
        InputOutcome outcome = venues.Answer(answer);
        if (outcome == InputOutcome.Applied) advisories.Answered(answer);
        return outcome;
    }

    private InputOutcome DecideBookEntry(InputKind kind, object body, out DenyReason reason)
    {
        reason = DenyReason.None;
        switch (body)
        {
            case TransferPosition transfer: reason = entries.Transfer(transfer); break;
            case SetMark mark: reason = entries.Mark(mark); break;
            case SetFxRate rate: reason = entries.FxRate(rate); break;
            case DefineInstrument instrument: reason = entries.Define(instrument); break;
            case DefineAccount account: reason = entries.Define(account); break;
            case SetKillSwitch kill: reason = kills.Set(kill); break;
            case ProposeAdvisory propose:
                reason = advisories.Propose(propose, out bool duplicate);
                return duplicate ? InputOutcome.Duplicate : InputOutcome.Applied;
            case DecideAdvisory decide: reason = advisories.Decide(decide); break;
            case ExecuteAdvisory execute: reason = advisories.Execute(execute); break;
            case ResumeTrading resume: reason = venues.Resume(resume); break;
            case HoldTrading hold: reason = venues.Hold(hold); break;
            case SetLimits set: reason = limits.Set(set); break;
            case DefineLimits define: reason = limits.Define(define); break;
            case DefineRiskDays days: reason = limits.Define(days); break;
            case Reconcile request: reason = reconciler.Ask(request); break;
            case ChangeBreak change: reason = reconciler.Change(change); break;
            case CorrectBreak correct: reason = reconciler.Correct(correct); break;
            case AssignExecution assign: reason = executions.Assign(assign); break;
            default: return DecideLife(kind, body);
        }

        return InputOutcome.Applied;
    }

    private InputOutcome Close(CloseDeadLetter close)
    {
        if (!Books.DeadLetters.IsOpen(close.Id)) return InputOutcome.Ignored;
        deciding.Emit.Apply(new DeadLetterClosed(close.Id, close.Replayed, close.By, close.Reason, Now));
        return InputOutcome.Applied;
    }

    // The engine's own life and its sessions.
    private InputOutcome DecideLife(InputKind kind, object body)
    {
        switch (body)
        {
            case AuditEntry audit:
                return Take(audit);
            case EngineStart start:
                deciding.Epoch = start.Epoch;
                deciding.Emit.Apply(new EngineStarted(start.Epoch, start.Build, start.ConfigHash, start.Held, Now));
                venues.Started(start.Cold);
                return InputOutcome.Applied;
            case EngineStop stop:
                deciding.Emit.Apply(new EngineStopped(stop.Reason, Now));
                return InputOutcome.Applied;
            case DefineVenue venue:
                deciding.Emit.Apply(new VenueDefined(
                    deciding.Venue(venue.Venue),
                    venue.ReadOnly,
                    venue.Capabilities,
                    venue.RequestTimeout,
                    venue.ComparesOnStart,
                    venue.CompareEvery,
                    venue.QtyTolerance,
                    venue.CorrectsPositions,
                    venue.Orphans));
                return InputOutcome.Applied;
            case DefineNames names:
                Retire(names);
                return InputOutcome.Applied;
            case SessionChange change when Books.Names.Venues.TryGet(change.Venue, out int handle):
                return Change(kind, new VenueId(handle), change.Reason);
            default:
                return InputOutcome.Ignored;
        }
    }

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
