using System.Collections.Generic;
using System.Text.Json;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Dead letters as the HTTP API tells them, for people.</summary>
internal static class DeadLetterTables
{
    public static TextTable List(IEnumerable<JsonElement> letters)
    {
        TextTable table = new([
            new("id", true), new("seq", true), new("time"), new("source"), new("msg_seq_num", true), new("reason"),
            new("detail"), new("state")]);
        foreach (JsonElement letter in letters)
        {
            table.Add(Text(letter, "id"), Text(letter, "seq"), Text(letter, "time"), Text(letter, "source"),
                Text(letter, "msg_seq_num"), Text(letter, "reason"), Text(letter, "detail"), Text(letter, "state"));
        }

        return table;
    }

    public static TextTable One(JsonElement letter)
    {
        TextTable table = new([new("name"), new("value")]);
        foreach (JsonProperty field in letter.EnumerateObject())
            table.Add(field.Name, JsonTable.Text(letter, field.Name));
        return table;
    }

    private static string Text(JsonElement letter, string name) => letter.GetProperty(name).ToString();
}
