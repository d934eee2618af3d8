using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Server.Demo;

/// <summary>
/// Replays the recorded day as if its session were live, at a pace that a person can watch: requests, reports, busts
/// and
/// corrections go through inbox, engine, journal and replica like any venue's. When the day is over the next one
/// begins, at
/// a venue of its own, since a venue gives each ExecID once.
/// </summary>
internal sealed class RecordedDayFeed(EngineHost host, string progressPath, TextWriter output) : IDisposable
{
    private const byte Soh = 1;
    private const int FillsShown = 8;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private int shown;

    public void Start() => running = Task.Run(RunAsync);

    public void Dispose()
    {
        stop.Cancel();
        running.Wait();
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            IReadOnlyList<byte[]> messages = RecordedDay.Messages();
            int sent = ReadProgress();
            using FileStream progress = OpenProgress();
            while (true)
            {
                int day = sent / messages.Count;
                FixReportMapper mapper = await OpenAsync($"DAY{day + 1}");
                for (int at = sent % messages.Count; at < messages.Count; at++)
                {
                    Post(messages[at], mapper, $"venue:DAY{day + 1}");
                    WriteProgress(progress, ++sent);
                    await Task.Delay(Pace, stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops; the progress file says where the next start goes on.
        }
        catch (EngineBusyException e)
        {
            await output.WriteLineAsync("demo feed stopped: " + e.Message);
        }
    }

    private int ReadProgress() =>
        File.Exists(progressPath) && int.TryParse(
            File.ReadAllText(progressPath), CultureInfo.InvariantCulture, out int sent) ? sent : 0;

    private FileStream OpenProgress() => new(progressPath, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.Write,
        UnixCreateMode = Service.StateSession.PrivateFile,
        BufferSize = 0,
    });

    // Always ten digits, so that a shorter number never leaves the end of a longer one.
    private static void WriteProgress(FileStream progress, int sent)
    {
        progress.Position = 0;
        progress.Write(Encoding.ASCII.GetBytes(sent.ToString("D10", CultureInfo.InvariantCulture)));
    }

    private async Task<FixReportMapper> OpenAsync(string venue)
    {
        // Read-only: the day's requests were sent by somebody else, and nothing may be sent to a recording.
        await host.AskAsync(new Input
        {
            Kind = InputKind.DefineVenue,
            Body = new DefineVenue(venue, ReadOnly: true),
            Source = "demo"
        });
        await host.AskAsync(new Input
        {
            Kind = InputKind.SessionOpened,
            Body = new SessionChange(venue),
            Source = "demo"
        });
        VenueId id = host.Read(replica => replica.Books.Names.Venues.TryGet(venue, out int handle)
            ? new VenueId(handle) : default);
        return new FixReportMapper(id, venue);
    }

    private void Post(byte[] message, FixReportMapper mapper, string source)
    {
        VenueReport report = default;
        mapper.Read(message, Soh, host.Clock.Now, ref report);
        if (report.Kind == VenueReportKind.ExecutionReport) StampNow(ref report.ExecutionReport);
        Input input = default;
        VenueInputs.Fill(ref input, in report, source);
        host.Post(in input);
        if (report.Kind == VenueReportKind.ExecutionReport && report.ExecutionReport.ExecType == ExecType.Trade)
            Show(in report.ExecutionReport);
    }

    // The day is shown as today's.
    private void StampNow(ref ExecutionReport report) => report.TransactTime = host.Clock.Now;

    private void Show(in ExecutionReport trade)
    {
        if (trade.SymbolName is { } symbol && trade.LastPx is { } price)
            _ = host.AskAsync(new Input
            {
                Kind = InputKind.SetMark,
                Body = new SetMark(symbol, price),
                Source = "demo"
            });
        if (shown++ >= FillsShown) return;
        output.WriteLine($"fill   {UtcText(trade.TransactTime)}  {trade.AccountName} {Word(trade.Side)} "
            + $"{trade.LastQty} {trade.SymbolName} @ {trade.LastPx}");
        if (shown == FillsShown)
            output.WriteLine("fills go on: see the page, or `./truefill fills --state-dir ./state/demo`");
    }

    private static string UtcText(UtcNanos time) => time.ToString()[11..19];

    private static string Word(Side? side) => side is { } known && known.IsSell() ? "sell" : "buy";
}
