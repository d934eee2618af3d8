using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using Truefill.Domain.Names;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Http.Streaming;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Trade updates for everybody who listens; nothing is made while nobody does. A listener that falls too far behind is
/// cut off: Alpaca's clients connect again and read their orders anew.
/// </summary>
/// <param name="options">How its places are shared; of them there are <see cref="ClientsMax"/>.</param>
internal sealed class TradeFeed(EngineHost engine, StreamOptions options) : IDisposable
{
    public const string Stream = "trade_updates";
    public const int ClientsMax = 256;
    private const int Behind = 4096;

    private readonly Lock guard = new();
    private readonly List<TradeListener> listeners = [];
    private readonly StreamPlaces places = new(options with { ClientsMax = ClientsMax });
    private bool disposed;

    /// <summary>
    /// Null when as many listen as may, or as many of the caller's. From then on every update of the account is in its
    /// queue.
    /// </summary>
    public TradeListener? Join(Caller caller, Func<Domain.Books, AccountId> account)
    {
        TradeListener listener = new(caller, account, Behind);
        lock (guard)
        {
            if (disposed || places.TryTake(caller) is not null) return null;
            listeners.Add(listener);
        }

        engine.Tell(replica =>
        {
            books = replica.Books;
            return teller ??= new TradeTeller(replica, Emit);
        });
        return listener;
    }

    public void Leave(TradeListener listener)
    {
        listener.End();
        engine.Tell(_ =>
        {
            lock (guard)
            {
                if (listeners.Remove(listener)) places.Free(listener.Caller);
                if (listeners.Count == 0) teller = null;
            }

            return teller;
        });
    }

    public void Dispose()
    {
        lock (guard)
        {
            disposed = true;
            foreach (TradeListener listener in listeners) listener.End();
        }
    }

    // Written and read under the replica's own lock.
    private TradeTeller? teller;
    private Domain.Books? books;

    private void Emit(AccountId account, byte[] update)
    {
        lock (guard)
            foreach (TradeListener listener in listeners) listener.Add(books!, account, update);
    }
}

/// <summary>One connection's updates that are not sent yet.</summary>
internal sealed class TradeListener(Caller caller, Func<Domain.Books, AccountId> account, int behindMax)
{
    private readonly Channel<byte[]> queue = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(behindMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<byte[]> Updates => queue.Reader;

    public Caller Caller => caller;

    /// <summary>Updates are wanted; those before are not kept.</summary>
    public bool IsListening { get; set; }

    public void End() => queue.Writer.TryComplete();

    // An account that is new gets its handle with its first order: looked up each time.
    internal void Add(Domain.Books books, AccountId of, byte[] update)
    {
        if (IsListening && account(books) == of && !queue.Writer.TryWrite(update)) End();
    }
}
