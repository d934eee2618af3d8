using System;
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
