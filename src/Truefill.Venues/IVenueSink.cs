using System;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Venues;

/// <summary>
/// Where an adapter puts what its venue says. Stamps nothing, keeps order, may block when the inbox is full. It fills
/// in the venue's handle; an adapter leaves the handles of a report at their default unless it was told them.
/// </summary>
public interface IVenueSink
{
    void Post(in VenueReport report);

    /// <summary>
    /// Hands in a report and has <paramref name="held"/> called, on any thread, once this report and all before it are
    /// durable: only then may the venue be told that it need not send them again. Never called where the process ends
    /// before. A sink that keeps nothing beyond the call calls at once.
    /// </summary>
    void Post(in VenueReport report, Action held)
    {
        ArgumentNullException.ThrowIfNull(held);
        Post(in report);
        held();
    }

    /// <summary>
    /// Completes when the venue's budget has room for one more call. A question is paid for when it is asked; an answer
    /// that takes several calls, such as the pages of a long list, waits for this before each of them but the first.
    /// </summary>
    /// <param name="stop">Gives the call up; it is then not counted.</param>
    /// <exception cref="OperationCanceledException">Given up, or the service stops.</exception>
    Task MayCallAsync(CancellationToken stop) => Task.CompletedTask;

    /// <summary>
    /// The same for one more call of the answer to a question, and tells the engine that the answer is under way: a
    /// question of which nothing comes for ten seconds is given up and asked again.
    /// </summary>
    Task MayCallAsync(long queryId, CancellationToken stop) => MayCallAsync(stop);

    /// <summary>
    /// Says that a venue that was silent is heard again, also where it is by nothing but heartbeats; as often as the
    /// adapter likes. For those who watch: it changes no books and is not journaled. By default nobody hears it.
    /// </summary>
    void HeardAgain()
    {
        // Whoever keeps the books need not know.
    }

    /// <summary>
    /// Says that the venue is tried again. For those who watch: it changes no books and is not journaled. By default
    /// nobody hears it.
    /// </summary>
    void Retrying(in VenueRetry retry)
    {
        // Whoever keeps the books need not know.
    }
}
