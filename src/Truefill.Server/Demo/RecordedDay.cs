using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using Truefill.Fix;

namespace Truefill.Server.Demo;

/// <summary>
/// A FIX 4.4 trading day recorded from an independent engine, both directions, as messages in the order of the log.
/// </summary>
internal static class RecordedDay
{
    private const string Resource = "Truefill.Server.Demo.fix44-day.log.gz";

    public static IReadOnlyList<byte[]> Messages()
    {
        using Stream packed = typeof(RecordedDay).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing from the build");
        using GZipStream log = new(packed, CompressionMode.Decompress);
        FixLogReader reader = new(log);
        List<byte[]> messages = [];
        while (reader.TryRead(out FixLogLine line))
            if (line.Kind == FixLogLineKind.Message) messages.Add(line.Message.ToArray());
        return messages;
    }
}
