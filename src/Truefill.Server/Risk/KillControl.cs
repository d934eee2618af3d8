using System;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Server.Venues;

namespace Truefill.Server.Risk;

/// <summary>How a request about a kill switch ended.</summary>
/// <param name="Before">The switch's state before it.</param>
/// <param name="IsJournaled">False: it holds in memory, and the journal could not be written.</param>
public readonly record struct KillOutcome(KillSwitchState Before, DenyReason Reason, bool IsJournaled);

/// <summary>
/// Engages and resets kill switches for whoever asks: HTTP, a signal, a file. An active switch takes effect at the
/// gateways before it is even put into the engine, and so whether or not the journal can be written.
/// </summary>
public sealed class KillControl(EngineHost host, VenueHub? venues)
{
    /// <param name="ask">Puts the input in, with who asks for it; null: without.</param>
    public async Task<KillOutcome> Set(SetKillSwitch command, Func<SetKillSwitch, Task<Answer>>? ask = null)
    {
        // The books need not be asked what everything is: then nothing is waited for.
        bool isAll = command is { Scope: KillScope.Global, Target.Length: 0 };
        int? target = isAll ? 0 : host.Read(replica => TargetOf(replica.Books, command));
        if (command.State == KillSwitchState.Active && target is { } known && venues is not null)
        {
            venues.Latch.Engage(command.Scope, known);
            if (host.Failure is not null) venues.FailStop();
        }

        bool isActive = command.State == KillSwitchState.Active;
        if (isActive) venues?.Unjournaled.Add(command);
        KillSwitchState before = target is not { } own ? KillSwitchState.Off
            : host.Read(replica => replica.Books.KillSwitch.StateOf(command.Scope, own));
        try
        {
            Answer answer = await (ask?.Invoke(command) ?? Ask(command));
            if (isActive) venues?.Unjournaled.Remove(command);
            return new KillOutcome(before, answer.Reason, IsJournaled: true);
        }
        catch (Exception e) when (e is EngineBusyException or Journal.JournalWriteException)
        {
            if (isActive)
            {
                venues?.FailStop();
                venues?.Unjournaled.Keep();
            }

            return new KillOutcome(before, DenyReason.None, IsJournaled: false);
        }
    }

    private Task<Answer> Ask(SetKillSwitch command) => host.AskAsync(
        new Input { Kind = InputKind.SetKillSwitch, Body = command, Source = "kill" });

    // A name that nothing has yet covers nothing yet.
    private static int? TargetOf(Books books, SetKillSwitch command)
    {
        if (NameTables.KindOf(command.Scope) is not { } kind) return command.Target.Length == 0 ? 0 : null;
        return command.Target.Length > 0 && books.Names[kind].TryGet(command.Target, out int handle) ? handle : null;
    }
}
