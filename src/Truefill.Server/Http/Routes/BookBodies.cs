namespace Truefill.Server.Http.Routes;

/// <summary>What the routes of <see cref="BookRoutes"/> take.</summary>
internal static class BookBodies
{
    private static readonly ApiField[] Lot =
    [
        QueryFields.Account,
        QueryFields.Strategy,
        ApiField.Required("symbol"),
        ApiField.Decimal("qty*") with { Note = "Below zero: short." },
        ApiField.Decimal("px*"),
        ApiField.Id("reference*") with { Note = "Counts once per account." },
        ApiField.Time("time"),
    ];

    private static readonly ApiField[] Mark =
        [ApiField.Required("symbol"), ApiField.Decimal("price*"), ApiField.Time("time")];

    private static readonly ApiField[] Rate =
    [
        ApiField.Currency("from*"), ApiField.Currency("to*"), ApiField.Decimal("rate*"), ApiField.Time("time"),
    ];

    public static readonly ApiBody Import = ApiBody.OneOf(
        new ApiBodyForm("OpeningLot", [.. Lot, ApiField.Text("reason*"), QueryFields.By]),
        new ApiBodyForm(
            "OpeningLots",
            ApiField.Items("items*", new ApiBodyForm("", [.. Lot, QueryFields.Reason])),
            ApiField.Text("reason") with { Note = "Of those that state none." },
            QueryFields.By));

    public static readonly ApiBody Transfer = new(
        QueryFields.Account,
        ApiField.Text("from*") with { Note = "A strategy." },
        ApiField.Text("to*") with { Note = "A strategy." },
        ApiField.Required("symbol"),
        ApiField.Decimal("qty*") with { Note = "Without a sign; the source's side decides." },
        ApiField.Decimal("px") with { Note = "Without it, each lot moves at what it cost." },
        ApiField.Required("reason"),
        QueryFields.By);

    public static readonly ApiBody Marks = ApiBody.OneOf(
        new ApiBodyForm("Mark", Mark),
        new ApiBodyForm("Rate", Rate),
        new ApiBodyForm(
            "MarksAndRates",
            ApiField.Items("items*", new ApiBodyForm("Mark", Mark), new ApiBodyForm("Rate", Rate))));
}
