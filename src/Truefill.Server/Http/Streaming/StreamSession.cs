using System;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Alerts;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// One client's stream. Every event's id says how far it has been sent, so wherever it is cut it resumes without loss;
/// what it has got with its id does not come again.
/// </summary>
internal sealed class StreamSession(EventFeed feed, SseWriter writer, StreamFilter filter)
{
    private const int HealthIntervalMs = 250;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly StreamOptions options = feed.Options;
    private ulong sent;
    private long place;
    private long pnlSent = -1;
    private long pnlAt = long.MinValue;
    private long beatAt;
    private bool wasBehind = true;
    private byte[] health = [];
    private long healthAt;
    private long alertsSent;
    private SnapshotCursor? snapshots;

    /// <param name="resumeAfter">What the client has; null: it starts with what happens from now on.</param>
    public async Task Run(ulong? resumeAfter, CancellationToken cancel)
    {
        ulong now = feed.CoveredSeq;
        sent = Math.Min(resumeAfter ?? now, now);
        writer.Retry(Retry);
        if (resumeAfter > now)
            writer.Add("gap", sent,
                StreamPictures.Gap(
                    resumeAfter.Value, now, "The journal ends before that: it is another one.", lost: true));
        SendHealth();
        alertsSent = feed.Alerts?.Version ?? 0;
        await writer.Flush(cancel);
        await Place(behind: false, cancel);
        while (!cancel.IsCancellationRequested)
        {
            Task more = feed.Changed();
            long pnl = feed.PnlVersion;
            RingRead read = feed.Read(ref place);
            if (read.IsBehind) await Place(behind: true, cancel);
            else if (!await Send(read, pnl, cancel)) await Pause(more, cancel);
        }
    }

    // Where to go on: in the ring, or out of the journal as long as the ring starts later.
    private async Task Place(bool behind, CancellationToken cancel)
    {
        if (behind)
        {
            wasBehind = true;
            writer.Add("gap", sent,
                StreamPictures.Gap(
                    sent, feed.CoveredSeq, "Too slow; what was missed follows from the journal.", lost: false));
            await writer.Flush(cancel);
        }

        long? found;
        while ((found = feed.Locate(sent)) is null) await Resync(cancel);
        place = found.Value;
    }

    // The permit outlives the replay, however this ends: as many replicas as may be at a time are all there are.
    private async Task Resync(CancellationToken cancel)
    {
        wasBehind = true;
        Beat();
        await writer.Flush(cancel);
        using IDisposable permit = await Permit(cancel);
        await using JournalResync resync = new(feed, sent, cancel);
        try
        {
            while (await Beating(resync.Events.WaitToReadAsync(cancel).AsTask(), cancel))
                await SendMade(resync.Events, cancel);
            sent = Math.Max(sent, await resync.DoneSeq);
        }
        catch (JournalCorruptException e)
        {
            ulong now = feed.CoveredSeq;
            writer.Add("gap", now,
                StreamPictures.Gap(sent, now, $"The journal cannot be read from there: {e.Message}", lost: true));
            sent = now;
            await writer.Flush(cancel);
        }
    }

    private async Task<IDisposable> Permit(CancellationToken cancel)
    {
        long until = Environment.TickCount64 + (long)options.WriteTimeout.TotalMilliseconds;
        while (Environment.TickCount64 < until)
        {
            if (await feed.TryResync(options.Heartbeat, cancel) is { } permit) return permit;
            Beat();
            await writer.Flush(cancel);
        }

        throw new OperationCanceledException("too many clients read the journal; this one comes back");
    }

    private async Task SendMade(ChannelReader<StreamEvent> events, CancellationToken cancel)
    {
        while (events.TryRead(out StreamEvent? each))
        {
            Add(each);
            if (UntilBeat <= TimeSpan.Zero) Beat();
            await writer.Flush(cancel);
        }
    }

    // Up to the first event a replay is silent for as long as it takes: heartbeats tell it from a dead line.
    private async Task<bool> Beating(Task<bool> more, CancellationToken cancel)
    {
        while (!more.IsCompleted)
        {
            TimeSpan wait = UntilBeat;
            if (wait > TimeSpan.Zero && await Task.WhenAny(more, Task.Delay(wait, cancel)) == more) break;
            cancel.ThrowIfCancellationRequested();
            Beat();
            await writer.Flush(cancel);
        }

        return await more;
    }

    // PnL follows the events that changed it, so its version is taken before they are.
    private async Task<bool> Send(RingRead read, long pnl, CancellationToken cancel)
    {
        foreach (StreamEvent each in read.Events) Add(each);
        sent = Math.Max(sent, read.CoveredSeq);
        bool wrote = read.Events.Count > 0;
        wrote |= SendPnl(pnl);
        wrote |= SendHealth();
        wrote |= SendAlerts();
        wrote |= SendSnapshot();
        bool hasCaughtUp = wasBehind && read.CoveredSeq > 0;
        if (hasCaughtUp || UntilBeat <= TimeSpan.Zero)
        {
            // Who had to catch up learns at once that it has, also where the last facts were events of nothing.
            wasBehind &= !hasCaughtUp;
            Beat();
            wrote = true;
        }

        if (wrote) await writer.Flush(cancel);
        return wrote;
    }

    private TimeSpan UntilBeat =>
        options.Heartbeat - TimeSpan.FromMilliseconds(Environment.TickCount64 - beatAt);

    // The same id again: who is cut off behind it resumes where it was.
    private void Beat()
    {
        writer.Add("heartbeat", sent, feed.Pictures.Heartbeat(sent, feed.CoveredSeq));
        beatAt = Environment.TickCount64;
    }

    // Only events of what is asked for are sent, but all of them count as sent.
    private void Add(StreamEvent each)
    {
        if (filter.Wants(each)) writer.Add(each.Name, each.Id, each.Data.Span);
        sent = Math.Max(sent, each.Id);
    }

    private bool SendPnl(long version)
    {
        if (version == pnlSent || !filter.Wants("pnl")) return false;
        if (pnlAt != long.MinValue && Environment.TickCount64 - pnlAt < options.PnlInterval.TotalMilliseconds)
            return false;
        writer.Add("pnl", sent, feed.Pictures.Pnl(filter.Accounts, version));
        pnlSent = version;
        pnlAt = Environment.TickCount64;
        return true;
    }

    private bool SendHealth()
    {
        if (health.Length > 0 && Environment.TickCount64 - healthAt < HealthIntervalMs) return false;
        healthAt = Environment.TickCount64;
        byte[] now = feed.Pictures.Health();
        if (now.AsSpan().SequenceEqual(health)) return false;
        health = now;
        if (!filter.Wants("health")) return false;
        writer.Add("health", sent, now);
        return true;
    }

    private bool SendSnapshot()
    {
        if (!filter.WantsSnapshots) return false;
        snapshots ??= new SnapshotCursor(options.SnapshotInterval, options.SnapshotComplete);
        if (snapshots.Next(feed.Engine, filter.Accounts) is not { } snapshot) return false;
        writer.Add(StreamFilter.Snapshot, sent, snapshot);
        return true;
    }

    // As they are now: whoever comes back learns of what changed meanwhile by reading the list.
    private bool SendAlerts()
    {
        if (feed.Alerts is not { } book || book.Version == alertsSent) return false;
        if (filter.HidesAlerts || !filter.Wants("alert")) return false;
        long before = alertsSent;
        alertsSent = book.Version;
        bool wrote = false;
        foreach (Alert alert in book.All.Reverse())
        {
            if (alert.Version <= before) continue;
            writer.Add("alert", sent, StreamPictures.Alert(alert));
            wrote = true;
        }

        return wrote;
    }

    private async Task Pause(Task more, CancellationToken cancel)
    {
        TimeSpan longest = options.PnlInterval < options.Heartbeat ? options.PnlInterval : options.Heartbeat;
        if (filter.WantsSnapshots && options.SnapshotInterval < longest) longest = options.SnapshotInterval;
        try
        {
            await more.WaitAsync(longest, cancel);
        }
        catch (TimeoutException)
        {
            // Nothing happened: time to look whether a heartbeat, PnL or a snapshot is due.
        }
    }
}
