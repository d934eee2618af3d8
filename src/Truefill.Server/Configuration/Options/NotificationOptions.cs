using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Server.Alerts;
using Truefill.Server.Configuration.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Configuration.Options;

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
    private static readonly (string Name, AlertKind Kind)[] Kinds =
        [.. Enum.GetValues<AlertKind>().Select(kind => (Words.Of(kind), kind))];

    private static readonly ValueType<AlertKind> Kind = PlainTypes.Choice(Kinds) with { Name = "kind of alert" };

    public required string Id { get; init; }

    public NotificationFormat Format { get; init; }

    /// <summary>What a webhook's body is signed with; null: it is not.</summary>
    public Secret? SigningKey { get; init; }

    /// <summary>The Telegram chat.</summary>
    public string? ChatId { get; init; }

    /// <summary>The first pause after a failure; each further one is twice as long, up to a minute.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Kinds that are sent without a sound.</summary>
    public IReadOnlyList<AlertKind> Silent { get; init; } = [];

    /// <summary>Kinds that are not sent.</summary>
    public IReadOnlyList<AlertKind> Off { get; init; } = [];

    /// <summary>A webhook; its address often is the key to it, so it is a secret.</summary>
    public required Secret? Url { get; init; }

    public required Severity MinSeverity { get; init; }

    /// <summary>Empty: all.</summary>
    public required IReadOnlyList<AlertKind> Events { get; init; }

    internal static NotificationOptions Read(Section s)
    {
        NotificationOptions read = ReadKeys(s);
        if (read.Format == NotificationFormat.Telegram && !s.Has("chat_id") && !s.IsDescribing)
            s.Error("chat_id", "the key 'chat_id' is missing: Telegram has to be told which chat");
        return read;
    }

    private static NotificationOptions ReadKeys(Section s) => new()
    {
        Id = s.Require("id", PlainTypes.Id, "", "The receiver's name."),
        Url = WebhookUrl.Read(s, "The webhook that each alert is posted to."),
        MinSeverity = s.Get("min_severity", PlainTypes.Choice(
            ("info", Severity.Info), ("warning", Severity.Warning), ("critical", Severity.Critical)), Severity.Warning,
            "Nothing below this is sent."),
        Format = s.Get("format", PlainTypes.Choice(
            ("webhook", NotificationFormat.Webhook), ("slack", NotificationFormat.Slack),
            ("telegram", NotificationFormat.Telegram)), NotificationFormat.Webhook,
            "`webhook` posts the alert as JSON, the others what those services take."),
        SigningKey = s.OptionalSecret("signing_key", "What a webhook's body is signed with (HMAC-SHA256)."),
        ChatId = s.OptionalText("chat_id", PlainTypes.Text, "The Telegram chat."),
        Silent = s.List("silent", Kind, [], "Kinds of alerts that are sent without a sound."),
        Off = s.List("off", Kind, [], "Kinds of alerts that are not sent."),
        Events = s.List("events", Kind, [], "Only these kinds of alerts; none: all."),
    };
}
