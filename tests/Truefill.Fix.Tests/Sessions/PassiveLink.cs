using System;
using System.Collections.Generic;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The counterparty calls our session directly: no socket, no thread, no clock.</summary>
internal sealed class PassiveLink : IScriptLink
{
    private static readonly long Start = FixNanos.Of(new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero));
    private readonly FixDoor? _door;
    private readonly FixSession _session;
    private readonly Dictionary<int, FixSession?> _connections = [];
    private readonly Queue<byte[]> _out = new();
    private FixOutput _spare = new();

    public PassiveLink(FixSessionOptions options)
    {
        _session = new FixSession(options, new MemoryMessageStore(Start), new EchoHost());
        if (options.Role != FixRole.Acceptor) return;
        _door = new FixDoor();
        _door.Add(_session);
    }

    public long Now { get; private set; } = Start;

    public void Connect(int connection)
    {
        _connections[connection] = null;
        if (_door is not null) return;
        _connections[connection] = _session;
        _session.Connect(Now);
        Collect(connection);
    }

    public void Send(int connection, byte[] bytes)
    {
        if (IsClosed(connection)) return;
        if (_connections[connection] is null)
        {
            var answer = _door!.Knock(bytes);
            Assert.False(answer.IsUndecided);
            if (answer.Session is null)
            {
                _connections.Remove(connection);
                return;
            }

            _connections[connection] = _session;
            _session.Connect(Now);
        }

        Rest = [.. Rest, .. bytes];
        Rest = Rest[_session.Receive(Rest, Now)..];
        Collect(connection);
    }

    public byte[]? Receive(int connection) => connection == 1 && _out.TryDequeue(out var message) ? message : null;

    public bool IsClosed(int connection) => !_connections.ContainsKey(connection);

    public void Close(int connection)
    {
        _connections.Remove(connection);
        _session.Disconnect("the counterparty closed", Now);
        Rest = [];
    }

    public void Wait(TimeSpan time)
    {
        // In the small steps of a timer.
        for (var left = time.TotalMilliseconds; left > 0; left -= 100)
        {
            Now += 100_000_000;
            _session.Tick(Now);
            Collect(1);
        }
    }

    private byte[] Rest { get; set; } = [];

    private void Collect(int connection)
    {
        var output = _session.TakeOutput(_spare);
        _spare = output;
        var bytes = output.Bytes;
        while (!bytes.IsEmpty)
        {
            var frame = FixFramer.Next(bytes);
            Assert.Equal(FixFrameStatus.Complete, frame.Status);
            _out.Enqueue(bytes[..frame.Length].ToArray());
            bytes = bytes[frame.Length..];
        }

        if (_session.State == FixSessionState.Closing) Close(connection);
    }
}
