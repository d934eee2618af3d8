namespace Truefill.Server.Http;

/// <summary>Parameters that many routes take.</summary>
internal static class QueryFields
{
    public static readonly ApiField Account = ApiField.Text("account");
    public static readonly ApiField Strategy = ApiField.Text("strategy");
    public static readonly ApiField Symbol = ApiField.Text("symbol");
    public static readonly ApiField Venue = ApiField.Text("venue");
    public static readonly ApiField By = ApiField.Text("by");
    public static readonly ApiField Reason = ApiField.Text("reason");
    public static readonly ApiField Since = ApiField.Time("since");
    public static readonly ApiField AfterSeq = ApiField.Sequence("after_seq");
    public static readonly ApiField Cursor = ApiField.Text("cursor") with { Note = "The 'next' of the page before." };
}
