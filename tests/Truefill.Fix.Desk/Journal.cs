using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Truefill.Fix.Desk;

/// <summary>Lines that outlive a kill of the process: written to the kernel before the call returns.</summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream file;

    public Journal(string path)
    {
        var before = new List<string>();
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path);
            // A kill in the middle of a write leaves a line without its end: it never happened.
            var whole = text.LastIndexOf('\n') + 1;
            before.AddRange(text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries));
            using var cut = new FileStream(path, FileMode.Open);
            cut.SetLength(Encoding.Latin1.GetByteCount(text[..whole]));
        }

        Before = before;
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public IReadOnlyList<string> Before { get; }

    public void Write(string line) => file.Write(Encoding.Latin1.GetBytes(line + "\n"));

    public void Dispose() => file.Dispose();
}
