using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Mended bytes as given: in a file, or on stdin.</summary>
internal static class MendedBytes
{
    public static async Task<byte[]> Read(string file, CommandContext context, CancellationToken cancel)
    {
        if (file == "-")
        {
            // Not through a reader of text: a FIX message may be in another encoding than UTF-8.
            using MemoryStream bytes = new();
            await context.Environment.InBytes.CopyToAsync(bytes, cancel);
            return bytes.ToArray();
        }

        string full = Path.GetFullPath(file, context.Environment.WorkingDirectory);
        try
        {
            return await File.ReadAllBytesAsync(full, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(e is FileNotFoundException ? ExitCode.NotFound : ExitCode.Error, e.Message);
        }
    }
}
