using System;
using System.Threading;
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
/// gateways before it is even put into the engine, and so whether or not the journal can be written. A disk that does
/// not answer is given up for it: what works at the venues is not to wait for that.
/// </summary>
public sealed class KillControl(EngineHost host, VenueHub? venues)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="ask">
    /// Puts the input in, with who asks for it, and is told what the switch was before; null: without.
    /// </param>
    /// <param name="by">Who asks for it, looked up once the switch holds; null: the command says so.</param>
    public async Task<KillOutcome> Set(
        SetKillSwitch command,
        Func<SetKillSwitch, KillSwitchState, Task<Answer>>? ask = null,
        Func<string>? by = null)
    {
        // The books need not be asked what everything is: then nothing is waited for.
        bool isAll = command is { Scope: KillScope.Global, Target.Length: 0 };
        bool isActive = command.State == KillSwitchState.Active;
        if (isActive && isAll) Latch(command, 0);
        (int? target, KillSwitchState before) = host.Read(replica => Look(replica.Books, command));
        if (isActive && !isAll && target is { } known) Latch(command, known);
        if (by is not null) command = command with { By = by() };
        if (isActive) venues?.Unjournaled.Add(command);
        using CancellationTokenSource answered = new();
        if (isActive) _ = AbandonIfStalled(answered.Token);
        try
        {
            Answer answer = await (ask?.Invoke(command, before) ?? Ask(command));
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
        finally
        {
            await answered.CancelAsync();
        }
    }

    // Beside the question itself, which may wait for a place among reports that nobody decides.
    private async Task AbandonIfStalled(CancellationToken answered)
    {
        while (!answered.IsCancellationRequested)
        {
            if (host.IsStalled)
            {
                host.Abandon();
                return;
            }

            await Task.Delay(Pause, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Latch(SetKillSwitch command, int target)
    {
        if (venues is null) return;
        venues.Latch.Engage(command.Scope, target);
        if (host.Failure is not null) venues.FailStop();
    }

    private Task<Answer> Ask(SetKillSwitch command) => host.AskAsync(
        new Input { Kind = InputKind.SetKillSwitch, Body = command, Source = InputSource.Kill });

    private static (int? Target, KillSwitchState Before) Look(Books books, SetKillSwitch command)
    {
        int? target = TargetOf(books, command);
        return (target, target is { } known ? books.KillSwitch.StateOf(command.Scope, known) : KillSwitchState.Off);
    }

    // A name that nothing has yet covers nothing yet.
    private static int? TargetOf(Books books, SetKillSwitch command)
    {
        if (NameTables.KindOf(command.Scope) is not { } kind) return command.Target.Length == 0 ? 0 : null;
        return command.Target.Length > 0 && books.Names[kind].TryGet(command.Target, out int handle) ? handle : null;
    }
}
