namespace Truefill.Journal;

/// <summary>How far a reader reads.</summary>
public enum ReadScope
{
    /// <summary>To the end of the files. For journals that nobody writes.</summary>
    All,

    /// <summary>
    /// To the watermark, which is read anew whenever the reader gets there. Right while somebody writes.
    /// </summary>
    Durable,
}
