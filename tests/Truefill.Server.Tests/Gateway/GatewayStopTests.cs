using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Gateway;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Gateway;

/// <summary>The end of a service while its clients go on sending.</summary>
public sealed class GatewayStopTests
{
    private const long Start = 1_767_600_000_000_000_000;

    [Fact]
    public async Task Behind_a_message_that_was_not_taken_nothing_is_taken_and_so_nothing_confirms_it()
    {
        using GatewayDay day = await GatewayDay.Start();
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $"fix_gateway:\n  port: 1\n  sessions: [ {GatewayDay.Session()} ]\n",
        });
        FixGatewaySessionOptions options = result.Options!.FixGateway!.Sessions[0];
        using ReportOutlet outlet = new(Path.GetTempPath(), FixVersion.Fix44, static (_, _) => [], static _ => { });
        List<InputKind> asked = [];
        GatewaySession gateway = new(options, day.Service.Host, outlet, input =>
        {
            asked.Add(input.Kind);

            // The lane is full just as the service ends, and has room again afterwards.
            if (asked.Count == 2) throw new EngineBusyException("full");
            return Task.FromResult(default(Answer));
        });
        using MemoryMessageStore store = new(Start);
        FixSession session = new(
            new FixSessionOptions
            {
                Role = FixRole.Acceptor,
                Version = FixVersion.Fix44,
                SenderCompId = "TRUEFILL",
                TargetCompId = "CLIENT",
                Confirmation = FixConfirmation.ByHost,
            },
            store,
            gateway);
        session.Connect(Start);
        Send(session, 1, "A", (98, "0"), (108, "30"));
        Order(session, 2);
        gateway.Stop();
        Order(session, 3);
        Order(session, 4);

        Assert.Equal([InputKind.ClientMessage, InputKind.ClientMessage], asked);
    }

    private static void Order(FixSession session, int number) => Send(
        session, number, "D",
        (11, $"C{number}"), (1, "ACC1"), (55, "IBM"), (54, "1"), (38, "5"), (40, "2"), (44, "10"), (60, "20260105-08:00:00"));

    private static void Send(FixSession session, int number, string type, params (int Tag, string Value)[] fields)
    {
        byte[] buffer = new byte[1000];
        FixMessageWriter writer = new(buffer, "FIX.4.4"u8, System.Text.Encoding.ASCII.GetBytes(type));
        writer.Append(Tags.SenderCompID, "CLIENT");
        writer.Append(Tags.TargetCompID, "TRUEFILL");
        writer.AppendInt(Tags.MsgSeqNum, number);
        writer.AppendUtcTimestamp(Tags.SendingTime, Start);
        foreach ((int tag, string value) in fields) writer.Append(tag, value);
        Assert.True(writer.TryFinish(out int length), writer.Error.ToString());
        Assert.Equal(length, session.Receive(buffer.AsSpan(0, length), Start));
        session.TakeOutput(new FixOutput());
    }
}
