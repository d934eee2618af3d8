using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>How the engine's thread runs.</summary>
public sealed record EngineOptions
{
    public required EngineWait Wait { get; init; }

    /// <summary>The processor that the thread is bound to; null: any.</summary>
    public required int? Cpu { get; init; }

    internal static EngineOptions Read(Section s) => new()
    {
        Wait = s.Get("wait", PlainTypes.Choice(("block", EngineWait.Block), ("spin", EngineWait.Spin)),
            EngineWait.Block,
            "How the engine and the FIX gateway wait for input: `spin` keeps processors busy and saves the wake-ups, "
            + "and what arrives during a slow sync is decided at once."),
        Cpu = s.Optional("cpu", PlainTypes.Integer(0, 4095), "The processor that the engine's thread is bound to."),
    };
}
