using System.Collections.Generic;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>What was copied.</summary>
internal static class CopyRendering
{
    public static void Write(CommandContext context, StateCopy copy, IReadOnlyList<string>? removed)
    {
        TextTable table = new([new("path"), new("last_seq", true), new("verified"), new("removed_segments", true)]);
        table.Add(copy.Path, $"{copy.Seq}", "true", removed is null ? "" : $"{removed.Count}");
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("path", copy.Path);
                json.WriteNumber("last_seq", copy.Seq);
                json.WriteBoolean("verified", copy.Report.IsSound);
                if (removed is not null)
                {
                    json.WriteStartArray("removed_segments");
                    foreach (string name in removed) json.WriteStringValue(name);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            },
            table));
    }
}
