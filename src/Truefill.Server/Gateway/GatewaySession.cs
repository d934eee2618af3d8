using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Clients.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;

namespace Truefill.Server.Gateway;

/// <summary>
/// One client that enters orders by FIX. What it asks goes into the engine's inbox like any request; its inbound number
/// is confirmed once the answer is durable. What it is told follows the journal, see <see cref="ReportOutlet"/>.
/// </summary>
internal sealed class GatewaySession : IFixApplication
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    // Of what is not decided: enough to see what it was, and no way to fill a disk.
    private const int KeptBytesMax = 4096;

    private readonly EngineHost host;
    private readonly Func<Input, Task<Answer>> ask;
    private readonly ClientRequests requests;
    private readonly string answerPrefix;
    private long answers;
    private volatile bool stopping;

    // A message could not be put in, and so no later one may be: confirming that would confirm the one before it too.
    private volatile bool hasEnded;

    /// <param name="ask">How the host is asked; null: as ever.</param>
    public GatewaySession(
        FixGatewaySessionOptions options, EngineHost host, ReportOutlet outlet, Func<Input, Task<Answer>>? ask = null)
    {
        Options = options;
        this.host = host;
        this.ask = ask ?? (input => host.AskAsync(input));
        Outlet = outlet;
        requests = new ClientRequests(options.Accounts, options.MaxOrderAge);
        answerPrefix = "Q" + host.Options.Epoch.ToString(CultureInfo.InvariantCulture);
    }

    public FixGatewaySessionOptions Options { get; }

    /// <summary>Source of what comes in here; part of a ClOrdID's identity.</summary>
    public string Source => InputSource.OfFixClient(Options.TargetCompId);

    public ReportOutlet Outlet { get; }

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        ReadOnlySpan<byte> type = delivery.Message.MsgType;
        if (type is [(byte)'H'] || type.SequenceEqual(MsgTypes.OrderMassStatusRequest))
        {
            ClientQuestion? question = ClientQuestion.Read(delivery.Message, out FixVerdict answer);
            Input asked = InputOf(in delivery, InputKind.Ignored, body: null);
            Put(delivery.Mark, in asked, question is null ? null : () => Answer(question));
            return answer;
        }

        FixVerdict verdict = FixVerdict.Unsupported;
        ClientMessage? message = type is [(byte)'D' or (byte)'F' or (byte)'G' or (byte)'q']
            ? requests.Read(in delivery, out verdict)
            : null;
        if (message is not null && host.WhyNot(message, Source) is { } refused)
        {
            verdict = FixVerdict.Business(BusinessRejectReason.ApplicationNotAvailable, refused);
            message = null;
        }

        // What is refused here needs no decision, but is counted, kept, and confirmed in its turn.
        Input input = InputOf(in delivery, message is null ? InputKind.Ignored : InputKind.ClientMessage, message);
        if (host.IsFatal(in input))
        {
            verdict = FixVerdict.Business(
                BusinessRejectReason.ApplicationNotAvailable,
                "the engine broke twice at deciding this message: it was not decided, and is kept as a dead letter");
            input = FatalInputs.SetAside(in input);
        }

        Put(delivery.Mark, in input, then: null);
        return verdict;
    }

    /// <summary>Kept like what is refused further in.</summary>
    public bool OnRefused(FixSession session, in FixDelivery delivery, string reason)
    {
        Input refused = InputOf(in delivery, InputKind.Ignored, body: null);
        Put(delivery.Mark, in refused, then: null);
        return true;
    }

    /// <summary>Who would be told nothing of its orders is not let in.</summary>
    public string? OnLogon(FixSession session, in FixMessage logon) => Outlet.Failure;

    public void OnLoggedOn(FixSession session) => Outlet.Wake();

    /// <summary>Nothing more is put in.</summary>
    public void Stop() => stopping = true;

    private Input InputOf(in FixDelivery delivery, InputKind kind, object? body) => new()
    {
        Kind = kind,
        Body = body,
        Source = Source,
        ReceivedAt = host.Clock.Now,
        Raw = BytesOf(delivery.Message, kind == InputKind.Ignored ? KeptBytesMax : int.MaxValue),
    };

    // A journal is kept for longer than a password is good for, and read by more people.
    private static byte[] BytesOf(in FixMessage message, int most)
    {
        byte[] bytes = message.Bytes.ToArray();
        if (FixRedaction.Concerns(message.MsgType)) FixRedaction.Copy(in message, bytes);
        return bytes.Length <= most ? bytes : bytes[..most];
    }

    private void Put(FixMark mark, in Input input, Action? then)
    {
        if (hasEnded)
        {
            Outlet.Connection?.Cut();
            return;
        }

        while (true)
        {
            try
            {
                Task<Answer> answer = ask(input);
                _ = answer.ContinueWith(
                    _ =>
                    {
                        Outlet.Connection?.Confirm(mark);
                        then?.Invoke();
                    },
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnRanToCompletion,
                    TaskScheduler.Default);
                return;
            }
            catch (EngineBusyException) when (!stopping && host.Failure is null)
            {
                // The lane is full: the client's socket is not read meanwhile.
                Thread.Sleep(Pause);
            }
            catch (EngineBusyException)
            {
                // Not taken and so not confirmed: after the restart it is asked for again, and decided then.
                hasEnded = true;
                Outlet.Connection?.Cut();
                return;
            }
        }
    }

    private void Answer(ClientQuestion question)
    {
        if (Outlet.IsFull)
        {
            // It asks and does not take what it is told.
            Outlet.Connection?.Cut();
            return;
        }

        string prefix = $"{answerPrefix}-{Interlocked.Increment(ref answers).ToString(CultureInfo.InvariantCulture)}";
        IReadOnlyList<ClientReport> reports = host.Read(replica =>
        {
            IReadOnlyList<ClientReport> found = question.Answer(replica.Books, Source, prefix);
            foreach (ClientReport report in found) Outlet.Add(report with { TransactTime = replica.At });
            return found;
        });
        if (reports.Count > 0) Outlet.Wake();
    }
}
