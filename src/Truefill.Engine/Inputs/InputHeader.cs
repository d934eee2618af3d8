using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Engine.Inputs;

/// <summary>The first fields of every input record: all that recovery and the followers need of it.</summary>
/// <param name="At">Engine time at which it was decided.</param>
/// <param name="ReceivedAt">When the edge took it from the wire.</param>
/// <param name="Source">None: <paramref name="SourceName"/> had no handle yet and gets one by the next fact.</param>
/// <param name="RawLength">Bytes of it in the block's raw section, which holds them in the order of the inputs.</param>
/// <param name="Bytes">Length of these fields in the record's payload; the body follows.</param>
public readonly record struct InputHeader(
    InputKind Kind,
    UtcNanos At,
    UtcNanos ReceivedAt,
    SourceId Source,
    string? SourceName,
    int RawLength,
    int Bytes);
