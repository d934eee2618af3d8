using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>From when on something is an alert.</summary>
public sealed record AlertOptions
{
    public required TimeSpan CallbackSilence { get; init; }

    public required TimeSpan Recovery { get; init; }

    public required TimeSpan ConsumerLag { get; init; }

    public required TimeSpan ConsumerLagEscalation { get; init; }

    public required int RateLimitSaturations { get; init; }

    public static AlertOptions Default { get; } = new()
    {
        CallbackSilence = TimeSpan.FromSeconds(1),
        Recovery = TimeSpan.FromSeconds(10),
        ConsumerLag = TimeSpan.FromSeconds(60),
        ConsumerLagEscalation = TimeSpan.FromMinutes(10),
        RateLimitSaturations = 3,
    };

    internal static AlertOptions Read(Section s) => new()
    {
        CallbackSilence = s.Get("callback_silence", ValueTypes.Duration(), TimeSpan.FromSeconds(1),
            "A venue is silent for this long in market hours while something should be heard."),
        Recovery = s.Get("recovery", ValueTypes.Duration(), TimeSpan.FromSeconds(10),
            "A recovery that takes longer blocks trading until a person acknowledges it."),
        ConsumerLag =
            s.Get("consumer_lag", ValueTypes.Duration(), TimeSpan.FromSeconds(60), "A stream is this far behind."),
        ConsumerLagEscalation = s.Get("consumer_lag_escalation", ValueTypes.Duration(), TimeSpan.FromMinutes(10),
            "A stream is still behind after this long."),
        RateLimitSaturations = s.Get("rate_limit_saturations", PlainTypes.Integer(1, 1_000_000), 3,
            "A key saturates its rate limit this often in a minute."),
    };
}

public enum Severity
{
    Info,
    Warning,
    Critical,
}

/// <summary>Whose form a notification has.</summary>
public enum NotificationFormat
{
    Webhook,
    Slack,
    Telegram,
}

/// <summary>Where alerts go beside the screen.</summary>
public sealed record NotificationOptions
{
    public required string Id { get; init; }

    public NotificationFormat Format { get; init; }

    /// <summary>What a webhook's body is signed with; null: it is not.</summary>
    public Secret? SigningKey { get; init; }

    /// <summary>The Telegram chat.</summary>
    public string? ChatId { get; init; }

    /// <summary>The first pause after a failure; each further one is twice as long, up to a minute.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Kinds that are sent without a sound.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>Kinds that are not sent.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>A webhook; its address often is the key to it, so it is a secret.</summary>
    public required Secret? Url { get; init; }

    public required Severity MinSeverity { get; init; }

    /// <summary>Empty: all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    internal static NotificationOptions Read(Section s) => new()
    {
        Id = s.Require("id", PlainTypes.Id, "", "The receiver's name."),
        Url = s.OptionalSecret("url", "The webhook that each alert is posted to."),
        MinSeverity = s.Get("min_severity", PlainTypes.Choice(
            ("info", Severity.Info), ("warning", Severity.Warning), ("critical", Severity.Critical)), Severity.Warning,
            "Nothing below this is sent."),
        Format = s.Get("format", PlainTypes.Choice(
            ("webhook", NotificationFormat.Webhook), ("slack", NotificationFormat.Slack),
            ("telegram", NotificationFormat.Telegram)), NotificationFormat.Webhook,
            "`webhook` posts the alert as JSON, the others what those services take."),
        SigningKey = s.OptionalSecret("signing_key", "What a webhook's body is signed with (HMAC-SHA256)."),
        ChatId = s.OptionalText("chat_id", PlainTypes.Text, "The Telegram chat."),
        Silent = s.List("silent", PlainTypes.Id, [], "Kinds of alerts that are sent without a sound."),
        Off = s.List("off", PlainTypes.Id, [], "Kinds of alerts that are not sent."),
        Events = s.List("events", PlainTypes.Id, [], "Only these kinds of alerts; none: all."),
    };
}
