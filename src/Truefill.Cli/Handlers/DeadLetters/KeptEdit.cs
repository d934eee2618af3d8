using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Frame;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>
/// Mended bytes kept until the replay, at <c>deadletters/ID-LETTER.edited</c>: LETTER is drawn from the letter that
/// they were made of, because another system has a letter of the same number, and so has this one after a repair.
/// </summary>
/// <param name="Place">Where they are.</param>
internal sealed record KeptEdit(string Place, byte[] Bytes)
{
    private const string Suffix = ".edited";

    /// <returns>Where they are now.</returns>
    public static string Keep(string stateDirectory, JsonElement letter, byte[] bytes) =>
        StatePlace.Guard(stateDirectory, () =>
        {
            string path = PathOf(stateDirectory, letter);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, StateSession.PrivateDirectory);
            File.WriteAllBytes(path, bytes);
            File.SetUnixFileMode(path, StateSession.PrivateFile);
            return path;
        });

    /// <summary>What was kept for the letter of that number where it is to be replayed; null: nothing.</summary>
    public static async Task<KeptEdit?> Find(CommandContext context, long id, CancellationToken cancel)
    {
        string directory = StatePlace.Of(context);
        string[] files = StatePlace.Guard(directory, () => Of(directory, id));
        if (files.Length == 0) return null;
        string path = PathOf(directory, await DeadLetterLookup.Find(context, id, cancel));
        foreach (string file in files)
        {
            if (file == path) return new KeptEdit(path, StatePlace.Guard(directory, () => File.ReadAllBytes(path)));
            context.Note($"{file} is of another dead letter {id}: it is left where it is");
        }

        return null;
    }

    /// <summary>Done with.</summary>
    public void Delete(CommandContext context)
    {
        try
        {
            File.Delete(Place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Note($"{Place} is not needed any more and could not be removed: {e.Message}");
        }
    }

    private static string[] Of(string stateDirectory, long id)
    {
        string folder = FolderIn(stateDirectory);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, $"{id}-*{Suffix}") : [];
    }

    private static string FolderIn(string stateDirectory) => Path.Combine(stateDirectory, StateLayout.DeadLetters);

    private static string PathOf(string stateDirectory, JsonElement letter) => Path.Combine(
        FolderIn(stateDirectory), $"{letter.GetProperty("id").GetInt64()}-{MarkOf(letter)}{Suffix}");

    // Where and when it came, and with what: no two letters have all of it.
    private static string MarkOf(JsonElement letter)
    {
        StringBuilder text = new();
        foreach (string name in (string[])["seq", "input_seq", "received_at", "source", "raw_length"])
            text.Append(letter.GetProperty(name)).Append('\n');
        byte[] raw = letter.GetProperty("raw").GetBytesFromBase64();

        // Of a longer letter the journal alone has the rest, and not for ever.
        text.Append(Convert.ToHexString(raw.AsSpan(0, Math.Min(raw.Length, ReadIndex.RawKept))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
