using System;

namespace Truefill.Server.Following;

/// <summary>Something that reads the journal, or a stream from outside, at its own pace.</summary>
public interface IJournalFollower
{
    /// <summary>What it fills, or the topic that it reads; one of few.</summary>
    string Name { get; }

    /// <summary>Why it has stopped and reads no more; null: it runs.</summary>
    string? Failure { get; }

    /// <summary>How far behind it is.</summary>
    TimeSpan Lag { get; }

    /// <summary>Records that wait for it.</summary>
    long Waiting { get; }
}
