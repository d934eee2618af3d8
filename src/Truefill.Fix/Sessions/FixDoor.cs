using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>What the first bytes of a connection lead to.</summary>
/// <param name="Session">The session whose Logon(A) it is, not connected yet; null when there is none.</param>
/// <param name="Refusal">Why the connection is to be closed without an answer; null when it is not.</param>
public readonly record struct FixDoorAnswer(FixSession? Session, string? Refusal)
{
    /// <summary>Neither: more bytes have to come.</summary>
    public bool IsUndecided => Session is null && Refusal is null;
}

/// <summary>
/// Finds the acceptor's session for a new connection, for many sessions behind one port. Passive like a session: bytes
/// in, an answer out. Who is not known gets no answer at all.
/// </summary>
public sealed class FixDoor
{
    /// <summary>No Logon(A) is longer.</summary>
    public const int LogonBytesMax = 16_384;

    private readonly Dictionary<(string, string, string), FixSession> sessions = [];
    private readonly FixFieldIndex index = new(messageBytesMax: LogonBytesMax);

    /// <summary>The sessions, each an acceptor's.</summary>
    public IReadOnlyCollection<FixSession> Sessions => sessions.Values;

    public void Add(FixSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var options = session.Options;
        if (options.Role != FixRole.Acceptor)
            throw new ArgumentException($"{options.Name} is an initiator's session", nameof(session));
        var begin = System.Text.Encoding.ASCII.GetString(options.Version.BeginString());
        if (!sessions.TryAdd((begin, options.TargetCompId, options.SenderCompId), session))
            throw new ArgumentException($"{options.Name} is there already", nameof(session));
    }

    /// <summary>Looks at the first bytes of a connection. They stay the caller's, who hands them to the
    /// session.</summary>
    public FixDoorAnswer Knock(ReadOnlySpan<byte> bytes)
    {
        var frame = FixFramer.Next(bytes, LogonBytesMax);
        if (frame.Status == FixFrameStatus.NeedMore) return default;
        if (frame.Status != FixFrameStatus.Complete) return Refuse("the first bytes are no FIX message");
        var result = FixParser.Parse(bytes[..frame.Length], index, out var message, FixParseOptions.AllowControlBytes);
        if (!result.IsOk) return Refuse($"the first message is garbled: {result}");
        if (!message.MsgType.SequenceEqual(MsgTypes.Logon)) return Refuse("the first message is no Logon(A)");
        var key = (message.Text(Tags.BeginString)!, message.Text(Tags.SenderCompID) ?? "",
            message.Text(Tags.TargetCompID) ?? "");
        if (!sessions.TryGetValue(key, out var session))
            return Refuse($"there is no session {key.Item1} of {key.Item2} with {key.Item3}");
        return session.State == FixSessionState.Disconnected
            ? new FixDoorAnswer(session, null)
            : Refuse($"{session.Options.Name} is connected already");
    }

    private static FixDoorAnswer Refuse(string why) => new(null, why);
}
