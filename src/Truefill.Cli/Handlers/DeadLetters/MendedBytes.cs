using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Mended bytes as given: in a file, or on stdin.</summary>
internal static class MendedBytes
{
    public static async Task<byte[]> Read(string file, CommandContext context, CancellationToken cancel)
    {
        if (file == "-") return Encoding.UTF8.GetBytes(await context.Environment.In.ReadToEndAsync(cancel));
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
