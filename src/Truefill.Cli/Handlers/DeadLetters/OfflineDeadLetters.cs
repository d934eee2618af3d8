using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Cli.Frame;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Dead letters read from a state directory, in the form of the HTTP API.</summary>
internal static class OfflineDeadLetters
{
    public static IReadOnlyList<JsonElement> List(string path, bool all) => StatePlace.Read(path, state =>
    {
        Replica replica = state.Newest();
        JournalWindow window = new(state.Journal, state.Options);
        return (IReadOnlyList<JsonElement>)[.. replica.Index.DeadLetters
            .Where(letter => all || letter.IsOpen)
            .Select(letter => Of(json => DeadLetterView.Write(json, letter, window.FirstOf(letter, replica.Seq))))];
    });

    public static JsonElement Show(string path, long id) => StatePlace.Read(path, state =>
    {
        Replica replica = state.Newest();
        DeadLetterEntry letter = replica.Index.DeadLetters.FirstOrDefault(each => each.Id == id)
            ?? throw new CliException(ExitCode.NotFound, $"there is no dead letter '{id}'", path);
        byte[] raw = new JournalWindow(state.Journal, state.Options).RawOf(letter, replica.Seq);
        return Of(json => DeadLetterView.Write(json, letter, raw));
    });

    private static JsonElement Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
