using Truefill.Engine.Reading;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What lists are read by. Each is made at the first question and follows the books from then on: who is never asked
/// pays nothing. Only for those who read the replica, of whom there is one at a time.
/// </summary>
internal sealed class AlpacaIndexes
{
    private LinkIndex? links;
    private ExecutionIndex? executions;

    public LinkIndex LinksOf(Replica replica)
    {
        if (links is not null) return links;
        replica.Follow(links = new LinkIndex(replica.Books));
        return links;
    }

    public ExecutionIndex ExecutionsOf(Replica replica)
    {
        if (executions is not null) return executions;
        replica.Follow(executions = new ExecutionIndex(replica.Books));
        return executions;
    }
}
