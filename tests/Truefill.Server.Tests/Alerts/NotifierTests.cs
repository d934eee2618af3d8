using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Health;

namespace Truefill.Server.Tests.Alerts;

/// <summary>Notifications: their forms, their signature, trying again, and never holding anybody up.</summary>
public sealed class NotifierTests : IDisposable
{
    /// <summary>No answer at all.</summary>
    private const HttpStatusCode Nothing = (HttpStatusCode)(-1);

    private readonly AlertBook book = new(() => new UtcNanos(1_767_225_600_000_000_000), () => 1);
    private readonly Transport wire = new();
    private readonly ConcurrentQueue<string> given = new();
    private Notifier? notifier;

    [Fact]
    public async Task A_webhook_is_json_signed_over_time_and_body()
    {
        Start(Options() with { SigningKey = new Secret("k3y") });
        book.Raise(AlertKind.VenueDown, "FIX1", Severity.Critical, "down");

        (string body, string? signature) = (await wire.Next()) is var sent ? (sent.Body, sent.Signature) : default;
        JsonElement json = JsonDocument.Parse(body).RootElement;
        Assert.Equal("alert.raised", json.GetProperty("event").GetString());
        Assert.Equal("FIX1", json.GetProperty("alert").GetProperty("subject").GetString());
        long time = long.Parse(signature!.Split(',')[0][2..]);
        Assert.Equal(NotificationMessage.Sign("k3y", Encoding.UTF8.GetBytes(body), time), signature);
        Assert.NotEqual(NotificationMessage.Sign("other", Encoding.UTF8.GetBytes(body), time), signature);
    }

    [Fact]
    public void The_signature_is_hmac_sha256_as_others_compute_it() =>
        Assert.Equal(
            "t=1,v1=91b5374b153842ad05b2c4eab9349b8321b14703165bd3fb8b034dfb8be98ae5",
            NotificationMessage.Sign("key", "body"u8, 1));

    [Fact]
    public async Task Slack_and_telegram_get_their_form()
    {
        Start(
            Options("slack") with { Format = NotificationFormat.Slack },
            Options("tg") with { Format = NotificationFormat.Telegram, ChatId = "42", Silent = [AlertKind.DeadLetters] });
        book.Raise(AlertKind.DeadLetters, "", Severity.Critical, "1 dead letter");

        List<string> bodies = [(await wire.Next()).Body, (await wire.Next()).Body];
        JsonElement slack = JsonDocument.Parse(bodies.Single(body => !body.Contains("chat_id", StringComparison.Ordinal))).RootElement;
        Assert.Equal("[CRITICAL] dead_letters: 1 dead letter", slack.GetProperty("text").GetString());
        JsonElement telegram = JsonDocument.Parse(bodies.Single(body => body.Contains("chat_id", StringComparison.Ordinal))).RootElement;
        Assert.Equal("42", telegram.GetProperty("chat_id").GetString());
        Assert.True(telegram.GetProperty("disable_notification").GetBoolean());
    }

    [Fact]
    public async Task Each_receiver_gets_the_levels_and_kinds_it_wants()
    {
        Start(Options() with { MinSeverity = Severity.Warning, Off = [AlertKind.StorageLow], Events = [AlertKind.VenueDown, AlertKind.StorageLow] });
        book.Raise(AlertKind.StorageLow, "", Severity.Critical, "off");
        book.Raise(AlertKind.Overfill, "", Severity.Critical, "not of the kinds");
        book.Raise(AlertKind.VenueDown, "A", Severity.Info, "below the level");
        book.Raise(AlertKind.VenueDown, "B", Severity.Warning, "wanted");

        Assert.Contains("wanted", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Equal(1, notifier!.States[0].Sent + notifier.States[0].Waiting);
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_nothing_after_it_is_lost()
    {
        wire.Fail(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError);
        Start(Options());
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "first");
        book.Raise(AlertKind.VenueDown, "B", Severity.Critical, "second");

        Assert.Contains("first", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Contains("second", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Equal(5, wire.Attempts);
    }

    [Fact]
    public async Task What_the_receiver_calls_a_mistake_is_not_repeated()
    {
        wire.Fail(HttpStatusCode.BadRequest);
        Start(Options());
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "first");
        book.Raise(AlertKind.VenueDown, "B", Severity.Critical, "second");

        Assert.Contains("second", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Equal(1, notifier!.States[0].Failed);
    }

    [Fact]
    public async Task A_receiver_that_does_not_take_an_alert_is_degraded_until_it_takes_one_again()
    {
        wire.Fail(HttpStatusCode.NotFound);
        Start(Options());
        ComponentHealth Health() => notifier!.HealthSources().Single().Read();
        Assert.Equal(HealthStatus.Operational, Health().Status);
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "first");
        await Eventually.Holds(() => Health().Status != HealthStatus.Operational, "the receiver is degraded");

        Assert.Equal("dependency:notification:hook", Health().Name);
        Assert.Equal("hook: it answers 404", Assert.Single(given));
        Assert.Equal(HealthStatus.Degraded, Health().Status);
        Assert.Equal("The last alert was not taken: it answers 404.", Health().Detail);
        book.Raise(AlertKind.VenueDown, "B", Severity.Critical, "second");
        await wire.Next();
        await Eventually.Holds(() => Health().Status == HealthStatus.Operational, "the receiver is operational again");
        Assert.Null(Health().Detail);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(null)]
    public async Task A_receiver_that_answers_again_recovers_without_another_alert(HttpStatusCode? answer)
    {
        wire.Fail([.. Enumerable.Repeat(answer ?? Nothing, 9)]);
        Start(Options() with { RetryPause = TimeSpan.FromMilliseconds(2) });
        ComponentHealth Health() => notifier!.HealthSources().Single().Read();
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "first");
        await Eventually.Holds(() => Health().Status != HealthStatus.Operational, "the receiver is degraded");
        Assert.Equal(HealthStatus.Degraded, Health().Status);

        Assert.Contains("first", (await wire.Next()).Body, StringComparison.Ordinal);
        await Eventually.Holds(() => Health().Status == HealthStatus.Operational, "the receiver is operational again");
        Assert.Single(given);
        Assert.Equal((1, 1, 10), (notifier!.States[0].Sent, notifier.States[0].Failed, wire.Attempts));
    }

    [Fact]
    public async Task An_alert_that_comes_while_the_last_is_offered_again_takes_its_place()
    {
        wire.Fail([.. Enumerable.Repeat(HttpStatusCode.BadGateway, 8)]);
        Start(Options() with { RetryPause = TimeSpan.FromSeconds(1) / 128 });
        book.Raise(AlertKind.VenueDown, "A", Severity.Critical, "first");
        await Eventually.Holds(() => notifier!.States[0].Failed > 0, "the first is not taken");
        book.Raise(AlertKind.VenueDown, "B", Severity.Critical, "second");

        Assert.Contains("second", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Contains("first", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Equal(10, wire.Attempts);
    }

    [Fact]
    public async Task What_was_given_up_and_still_holds_comes_as_it_is_then_once_alerts_are_taken_again()
    {
        wire.IsDown = true;
        Start(Options() with { RetryPause = TimeSpan.FromMilliseconds(2) });
        book.Raise(AlertKind.OrderUnknown, "A", Severity.Critical, "first");
        await Eventually.Holds(() => notifier!.States[0].Failed == 1, "the first is given up");
        book.Raise(AlertKind.OrderUnknown, "A", Severity.Critical, "first, and more");
        book.Raise(AlertKind.OrderUnknown, "B", Severity.Critical, "second");
        await Eventually.Holds(() => notifier!.States[0].Failed == 2, "the second is given up");
        wire.IsDown = false;

        Assert.Contains("second", (await wire.Next()).Body, StringComparison.Ordinal);
        Assert.Contains("first, and more", (await wire.Next()).Body, StringComparison.Ordinal);
        await Eventually.Holds(() => notifier!.States[0].Sent == 2, "both are counted");
        Assert.Null(notifier!.States[0].Trouble);
    }

    [Fact]
    public void What_was_missed_comes_once_the_oldest_first_and_only_while_it_holds()
    {
        MissedAlerts missed = new();
        foreach (string subject in (string[])["OVER", "GOT", "A", "B"])
            book.Raise(AlertKind.VenueDown, subject, Severity.Critical, "down");
        foreach (Alert alert in book.All.Reverse()) missed.Add(alert);
        missed.Add(book.All.Single(alert => alert.Subject == "A"));
        missed.Got(book.All.Single(alert => alert.Subject == "GOT"));
        book.Clear(AlertKind.VenueDown, "OVER");

        Assert.Equal(["A", "B"], new[] { missed.Next(book.Find)!.Subject, missed.Next(book.Find)!.Subject });
        Assert.Null(missed.Next(book.Find));
    }

    [Fact]
    public async Task Who_ends_waits_for_what_is_on_its_way_and_not_for_ever()
    {
        wire.Hang();
        Start(Options());
        book.Raise(AlertKind.JournalFailed, "", Severity.Critical, "the last one");
        Task brief = notifier!.Finish(TimeSpan.FromMilliseconds(200));
        Task waiting = notifier.Finish(TimeSpan.FromMinutes(10));
        await brief.WaitAsync(Eventually.Patience);
        Assert.False(waiting.IsCompleted);

        wire.Release();
        await waiting.WaitAsync(Eventually.Patience);
        Assert.Contains("the last one", (await wire.Next()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_others_call_nobody_in_slack_and_fit_a_message_of_telegram()
    {
        Start(
            Options("slack") with { Format = NotificationFormat.Slack },
            Options("tg") with { Format = NotificationFormat.Telegram, ChatId = "42" });
        book.Raise(AlertKind.TradingHeld, "", Severity.Critical, "<!channel> A&B " + new string('x', 5000));

        string[] texts = [.. new[] { (await wire.Next()).Body, (await wire.Next()).Body }
            .Select(body => JsonDocument.Parse(body).RootElement.GetProperty("text").GetString()!)];
        Assert.Contains(texts, text => text.Contains("&lt;!channel&gt; A&amp;B x", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Length == 4096 && text.Contains("<!channel> A&B x", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id: a", "the key 'url' is missing")]
    [InlineData("id: a, url: pager.example", "http://")]
    [InlineData("id: a, url: \"http://127.0.0.1/\", off: [kill-switch]", "did you mean 'kill_switch'?")]
    [InlineData("id: a, url: \"http://127.0.0.1/\", format: telegram", "the key 'chat_id' is missing")]
    public void A_receiver_that_could_never_be_told_is_an_error_of_the_configuration(string keys, string why)
    {
        ConfigurationResult read = ConfigurationLoader.Load(
            new ConfigurationRequest { Yaml = $"notifications: [ {{ {keys} }} ]" });
        Assert.Contains(why, Assert.Single(read.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_not_shown_in_the_configuration()
    {
        ConfigurationResult read = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = "notifications: [ { id: a, url: \"http://127.0.0.1/T0KEN\" } ]",
        });
        Assert.Equal("http://127.0.0.1/T0KEN", Assert.Single(read.Options!.Notifications).Url!.Reveal());
        Assert.DoesNotContain(read.Values, value => value.ToString().Contains("T0KEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_raises_alerts_never_waits_for_a_receiver_that_hangs_and_that_gets_all_in_the_end()
    {
        wire.Hang();
        Start(Options());
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < 2000; i++) book.Raise(AlertKind.VenueDown, "V" + i, Severity.Critical, "down");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Eventually.Patience);
        Assert.True(notifier!.States[0].Dropped > 1500);
        Assert.InRange(notifier.States[0].Waiting, 1, 256);
        Assert.Equal(HealthStatus.Degraded, notifier.HealthSources().Single().Read().Status);
        Assert.Equal("hook: too many wait for it", Assert.Single(given));

        wire.Release();
        await Eventually.Holds(() => notifier.States[0].Sent == 2000, "all that hold are sent");
        Assert.Equal(HealthStatus.Operational, notifier.HealthSources().Single().Read().Status);
    }

    public void Dispose()
    {
        wire.Release();
        notifier?.Dispose();
        wire.Dispose();
    }

    private static NotificationOptions Options(string id = "hook") => new()
    {
        Id = id,
        Url = new Secret("http://hooks.example/" + id),
        MinSeverity = Severity.Info,
        Events = [],
        RetryPause = TimeSpan.FromMilliseconds(5),
    };

    private void Start(params NotificationOptions[] options) => notifier = new Notifier(options, book, (receiver, why) => given.Enqueue($"{receiver}: {why}"), wire);

    private sealed class Transport : HttpMessageHandler
    {
        private readonly ConcurrentQueue<(string Body, string? Signature)> taken = new();
        private readonly ConcurrentQueue<HttpStatusCode> failures = new();
        private readonly TaskCompletionSource release = new();
        private int attempts;
        private volatile bool hangs;

        public int Attempts => attempts;

        public void Fail(params HttpStatusCode[] statuses)
        {
            foreach (HttpStatusCode status in statuses) failures.Enqueue(status);
        }

        public bool IsDown { get; set; }

        public void Hang() => hangs = true;

        public void Release() => release.TrySetResult();

        public async Task<(string Body, string? Signature)> Next()
        {
            (string, string?) one = default;
            await Eventually.Holds(() => taken.TryDequeue(out one), "something is sent");
            return one;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref attempts);
            if (hangs) await release.Task.WaitAsync(cancellationToken);
            if (IsDown) return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            if (failures.TryDequeue(out HttpStatusCode status))
                return status == Nothing ? throw new HttpRequestException("nobody") : new HttpResponseMessage(status);
            string? signature = request.Headers.TryGetValues(NotificationMessage.SignatureHeader, out IEnumerable<string>? values) ? values.Single() : null;
            taken.Enqueue((await request.Content!.ReadAsStringAsync(cancellationToken), signature));
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
