using System;
using System.Collections.Generic;
using Truefill.Server.Configuration.Reading;
using Truefill.Server.Hooks;

namespace Truefill.Server.Configuration.Options;

/// <summary>A webhook that is told of the live loop.</summary>
public sealed record HookOptions
{
    public required string Id { get; init; }

    /// <summary>Its address often is the key to it, so it is a secret.</summary>
    public required Secret? Url { get; init; }

    /// <summary>What the body is signed with; null: it is not.</summary>
    public Secret? SigningKey { get; init; }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<HookKind> Events { get; init; } = [];

    /// <summary>The first pause after a failure; each further one is twice as long, up to a minute.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    internal static HookOptions Read(Section s) => new()
    {
        Id = s.Require("id", PlainTypes.Id, "", "The receiver's name."),
        Url = WebhookUrl.Read(s, "The webhook that events of the live loop are posted to."),
        SigningKey = s.OptionalSecret("signing_key", "What the body is signed with (HMAC-SHA256)."),
        Events = s.List("events", PlainTypes.Choice(
            ("on_kill_switch", HookKind.OnKillSwitch), ("on_reconnect", HookKind.OnReconnect),
            ("on_position_snapshot", HookKind.OnPositionSnapshot)), [], "Only these; none: all."),
    };
}
