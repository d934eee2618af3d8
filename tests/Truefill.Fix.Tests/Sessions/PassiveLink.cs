using System;
using System.Collections.Generic;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The counterparty calls our session directly: no socket, no thread, no clock.</summary>
internal sealed class PassiveLink : IScriptLink
{
    private static readonly long Start = FixNanos.Of(new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero));
    private readonly FixDoor? door;
    private readonly FixSession session;
    private readonly Dictionary<int, FixSession?> connections = [];
    private readonly Queue<byte[]> outgoing = new();
    private FixOutput spare = new();

    public PassiveLink(FixSessionOptions options)
    {
        session = new FixSession(options, new MemoryMessageStore(Start), new EchoHost());
        if (options.Role != FixRole.Acceptor) return;
        door = new FixDoor();
        door.Add(session);
    }

    public long Now { get; private set; } = Start;

    public void Connect(int connection)
    {
        connections[connection] = null;
        if (door is not null) return;
        connections[connection] = session;
        session.Connect(Now);
        Collect(connection);
    }

    public void Send(int connection, byte[] bytes)
    {
        if (IsClosed(connection)) return;
        if (connections[connection] is null)
        {
            var answer = door!.Knock(bytes);
            Assert.False(answer.IsUndecided);
            if (answer.Session is null)
            {
                connections.Remove(connection);
                return;
            }

            connections[connection] = session;
            session.Connect(Now);
        }

        Rest = [.. Rest, .. bytes];
        Rest = Rest[session.Receive(Rest, Now)..];
        Collect(connection);
    }

    public byte[]? Receive(int connection) => connection == 1 && outgoing.TryDequeue(out var message) ? message : null;

    public bool IsClosed(int connection) => !connections.ContainsKey(connection);

    public void Close(int connection)
    {
        connections.Remove(connection);
        session.Disconnect("the counterparty closed", Now);
        Rest = [];
    }

    public void Wait(TimeSpan time)
    {
        // In the small steps of a timer.
        for (var left = time.TotalMilliseconds; left > 0; left -= 100)
        {
            Now += 100_000_000;
            session.Tick(Now);
            Collect(1);
        }
    }

    private byte[] Rest { get; set; } = [];

    private void Collect(int connection)
    {
        var output = session.TakeOutput(spare);
        spare = output;
        var bytes = output.Bytes;
        while (!bytes.IsEmpty)
        {
            var frame = FixFramer.Next(bytes);
            Assert.Equal(FixFrameStatus.Complete, frame.Status);
            outgoing.Enqueue(bytes[..frame.Length].ToArray());
            bytes = bytes[frame.Length..];
        }

        if (session.State == FixSessionState.Closing) Close(connection);
    }
}
