using System.Collections.Generic;

namespace Truefill.Engine;

/// <summary>
/// What may leave the process once the journal is durable up to each effect's sequence: answers to callers and messages
/// to
/// venues, in the order of their decisions. Filled by the engine, drained by its host.
/// </summary>
public sealed class Effects
{
    private readonly List<Answer> answers = [];

    public IReadOnlyList<Answer> Answers => answers;

    public bool IsEmpty => answers.Count == 0;

    public void Clear() => answers.Clear();

    internal void Add(in Answer answer) => answers.Add(answer);
}
