using System.Collections.Generic;
using Truefill.Domain.Risk;

namespace Truefill.Engine;

/// <summary>
/// What may leave the process once the journal is durable up to each effect's sequence: answers to callers and messages
/// to venues, in the order of their decisions. Filled by the engine, drained by its host.
/// </summary>
public sealed class Effects
{
    private readonly List<Answer> answers = [];
    private readonly List<ReleasedCommand> commands = [];
    private readonly List<ReleasedQuery> queries = [];
    private readonly List<KillSwitchSet> kills = [];
    private readonly List<Withdrawal> withdrawals = [];

    public IReadOnlyList<Answer> Answers => answers;

    public IReadOnlyList<ReleasedCommand> Commands => commands;

    public IReadOnlyList<ReleasedQuery> Queries => queries;

    /// <summary>Kill switches that were set, for the latch in front of the venues.</summary>
    public IReadOnlyList<KillSwitchSet> KillSwitches => kills;

    /// <summary>What must not leave any more, should it still wait; to be looked at behind the commands.</summary>
    public IReadOnlyList<Withdrawal> Withdrawals => withdrawals;

    public bool IsEmpty =>
        answers.Count + commands.Count + queries.Count + kills.Count + withdrawals.Count == 0;

    public void Clear()
    {
        answers.Clear();
        commands.Clear();
        queries.Clear();
        kills.Clear();
        withdrawals.Clear();
    }

    internal void Add(in Answer answer) => answers.Add(answer);

    internal void Add(in ReleasedCommand command) => commands.Add(command);

    internal void Add(in ReleasedQuery query) => queries.Add(query);

    internal void Add(in KillSwitchSet set) => kills.Add(set);

    internal void Add(in Withdrawal withdrawal) => withdrawals.Add(withdrawal);
}
