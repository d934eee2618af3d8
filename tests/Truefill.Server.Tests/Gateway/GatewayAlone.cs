using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Gateway;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A client's session without a socket, and what it asks of the engine.</summary>
internal sealed class GatewayAlone : IDisposable
{
    private const long Start = 1_767_600_000_000_000_000;
    private readonly ReportOutlet outlet = new(
        Path.GetTempPath(), FixVersion.Fix44, static (_, _) => [], static _ => { });
    private readonly MemoryMessageStore store = new(Start);
    private readonly FixSession session;

    public GatewayAlone(EngineHost host, Func<Input, Task<Answer>> ask)
    {
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $"fix_gateway:\n  port: 1\n  sessions: [ {GatewayDay.Session()} ]\n",
        });
        FixGatewaySessionOptions options = result.Options!.FixGateway!.Sessions[0];
        Gateway = new GatewaySession(options, host, outlet, input =>
        {
            Asked.Add(input);
            return ask(input);
        });
        session = new FixSession(
            new FixSessionOptions
            {
                Role = FixRole.Acceptor,
                Version = FixVersion.Fix44,
                SenderCompId = "TRUEFILL",
                TargetCompId = "CLIENT",
                Confirmation = FixConfirmation.ByHost,
            },
            store,
            Gateway);
        session.Connect(Start);
        Send(1, "A", (98, "0"), (108, "30"));
    }

    public GatewaySession Gateway { get; }

    public List<Input> Asked { get; } = [];

    /// <summary>Sends an order, and returns what the client is told.</summary>
    public string Order(int number) => Send(
        number, "D",
        (11, $"C{number}"), (1, "ACC1"), (55, "IBM"), (54, "1"), (38, "5"), (40, "2"), (44, "10"), (60, "20260105-08:00:00"));

    public void Dispose()
    {
        store.Dispose();
        outlet.Dispose();
    }

    public string Send(int number, string type, params (int Tag, string Value)[] fields)
    {
        byte[] buffer = new byte[1 << 16];
        FixMessageWriter writer = new(buffer, "FIX.4.4"u8, Encoding.ASCII.GetBytes(type));
        writer.Append(Tags.SenderCompID, "CLIENT");
        writer.Append(Tags.TargetCompID, "TRUEFILL");
        writer.AppendInt(Tags.MsgSeqNum, number);
        writer.AppendUtcTimestamp(Tags.SendingTime, Start);
        foreach ((int tag, string value) in fields) writer.Append(tag, value);
        Assert.True(writer.TryFinish(out int length), writer.Error.ToString());
        Assert.Equal(length, session.Receive(buffer.AsSpan(0, length), Start));
        return Encoding.ASCII.GetString(session.TakeOutput(new FixOutput()).Bytes);
    }
}
