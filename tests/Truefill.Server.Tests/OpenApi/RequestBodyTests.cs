using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.OpenApi;

/// <summary>
/// What /openapi/v1.json says of bodies is what is taken: each field of each form is sent with values of every kind,
/// left out, and joined by every other field that anything here reads.
/// </summary>
public sealed partial class RequestBodyTests(DescribedApi api) : IClassFixture<DescribedApi>
{
    // Text that is parsed further than a schema can say.
    private static readonly HashSet<string> Parsed = new(StringComparer.Ordinal) { "advance", "script", "value" };

    private static readonly string[] Texts =
    [
        "", "USD", "$$", "1", "-1", "+1.50", "1.5", "1e3", "1.00000000001", "2030-01-01T00:00:00Z", "x", "other", "off",
        "OD0=", "a\u0001b", new('A', 12), new('A', 13), new('a', 47), new('a', 48),
    ];

    private static readonly string[] Others =
        ["0", "1", "-1", "1.5", "2", "10000001", "86400001", "true", "false", "[]", "{}", "null"];

    private static readonly string[] Refusals =
        ["invalid_field", "missing_field", "unknown_field", "invalid_value", "invalid_limits", "not_offered"];

    public static TheoryData<string> Routes => [.. Actions.Where(action => action != NeverTaken)];

    // Refused whatever it has.
    private const string NeverTaken = "POST /v2/watchlists";

    private static IEnumerable<string> Actions =>
        RouteTable.All.Where(route => route.Body is not null).Select(route => route.Action);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_value_is_taken_if_it_fits_its_schema_and_else_refused_by_name(string action)
    {
        List<string> wrong = [];
        foreach (Place place in PlacesOf(action))
        {
            foreach ((string name, InputSchema field) in place.Form.Fields)
            {
                foreach (JsonNode? value in ValuesFor(field))
                {
                    bool fits = value is null ? !place.Form.Required.Contains(name) : field.Fits(value);
                    if (!IsTold(field, name, value, fits) || (value is null && place.Siblings.Count > 0)) continue;
                    JsonObject sample = place.Sample();
                    foreach (string other in place.Form.NeededBy(name))
                        sample[other] = place.Form.Fields[other].Sample();
                    sample[name] = value?.DeepClone();
                    if ($"{value}" is "sell_to_open" or "sell_to_close") sample["side"] = "sell";
                    Reply reply = await Send(action, place.Around(sample));
                    if (fits == IsRefused(reply, place, name))
                        wrong.Add($"{(fits ? "refused" : "taken")}: {sample.ToJsonString()} {reply.Text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_field_is_required_where_it_says_so(string action)
    {
        List<string> wrong = [];
        foreach (Place place in PlacesOf(action))
        {
            Reply whole = await Send(action, place.Around(place.Sample()));
            if (Refusals.Contains(whole.Status < 400 ? "" : whole.Code)) wrong.Add(whole.Text);
            foreach (string name in place.Form.Required)
            {
                JsonObject sample = place.Sample();
                sample.Remove(name);
                Reply reply = await Send(action, place.Around(sample));
                bool isMissed = place.Siblings.Count > 0 ? reply.Status >= 400 : IsRefused(reply, place, name);
                bool isMissing = reply.Status >= 400 && reply.Code == "missing_field";
                if (!place.Siblings.Any(other => other.Required.All(sample.ContainsKey)) && !(isMissed && isMissing))
                    wrong.Add($"{name}: {reply.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_field_that_is_not_described_is_refused_or_passed_over_as_said(string action)
    {
        List<string> wrong = [];
        Place[] places = [.. PlacesOf(action)];
        HashSet<string> own = [.. places.SelectMany(place => place.Form.Fields.Keys)];
        foreach (Place place in places)
        {
            foreach (string name in KnownNames.Where(name => !place.Form.Fields.ContainsKey(name)))
            {
                JsonObject sample = place.Sample();
                sample[name] = "USD";
                Reply reply = await Send(action, place.Around(sample));
                bool isRefused = reply.Status == 400
                    && (own.Contains(name) || (reply.Code == "unknown_field" && IsRefused(reply, place, name)));
                if (isRefused == place.Form.TakesMore) wrong.Add($"{name}: {reply.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    [Fact]
    public void Every_field_says_its_type()
    {
        string[] silent = [.. Actions.SelectMany(PlacesOf).SelectMany(place => place.Form.Fields)
            .Where(each => !each.Value.SaysTheType).Select(each => each.Key)];
        string[] any = ["advanced_instructions", "advanced_instructions", "name", "symbols"];
        Assert.Equal(any, silent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_are_those_that_the_reader_takes()
    {
        InputSchema order = PlacesOf("POST /api/v1/orders").Single().Form;
        Assert.Equal(["buy", "sell", "sell_short"], order.Fields["side"].Words);
        Assert.Equal(["market", "limit", "stop", "stop_limit"], order.Fields["type"].Words);
        Assert.Equal(["day", "gtc", "opg", "ioc", "fok", "gtx", "gtd", "cls"], order.Fields["tif"].Words);
        Assert.Equal(["symbol", "side", "qty"], order.Required);
        Assert.False(order.TakesMore);
    }

    // Everything that any reader asks a body for, and one that none does.
    private static IReadOnlyList<string> KnownNames { get; } = [.. Directory
        .EnumerateFiles(Checkout.PathOf("src/Truefill.Server"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => ReadPattern().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
        .Append("unheard_of").Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(
        """\.(?:Text|Scalar|Ignore|Required|Bool|Word<\w+>|Quantity|Whole|Price|Amount|Currency|Time|Timestamp|Id"""
        + """|Child|Items|Has)\("(\w+)["*]""")]
    private static partial Regex ReadPattern();

    private static IEnumerable<JsonNode?> ValuesFor(InputSchema field) =>
    [
        .. Texts.Concat(field.Words).Select(text => JsonValue.Create(text)),
        .. Others.Select(json => JsonNode.Parse(json)),
    ];

    // Where a schema says less than the reader knows: digits within bounds, times in other forms, text with a grammar.
    private static bool IsTold(InputSchema field, string name, JsonNode? value, bool fits)
    {
        if (fits && (value is JsonObject or JsonArray || Parsed.Contains(name))) return false;
        if (name == "max_margin_multiplier" && value?.GetValueKind() == JsonValueKind.Number) return false;
        if (value is not JsonValue text || text.GetValueKind() != JsonValueKind.String) return true;
        string word = (string)text!;
        if (field.HasBounds && fits) return false;
        if (word.Length == 0 && field.Words.Count > 0) return false;
        return fits || !(field.IsTime || field.IsTimestamp) || word is "x" or "";
    }

    private static bool IsRefused(Reply reply, Place place, string name) =>
        reply.Status is 400 or 422 && Refusals.Contains(reply.Code)
        && !MessageOf(reply).Contains("othing is to change", StringComparison.Ordinal)
        && (reply.Code is "not_offered" or "invalid_limits"
            || Regex.IsMatch(MessageOf(reply), $@"(^|\W){Regex.Escape(place.Prefix + name)}(\W|$)"));

    private static string MessageOf(Reply reply) =>
        reply.Field(reply.Json.TryGetProperty("detail", out _) ? "detail" : "message");

    private Task<Reply> Send(string action, JsonObject body) =>
        api.Send(RouteTable.All.Single(route => route.Action == action), "", body.ToJsonString());

    // Each form of the body, and each form of what stands inside it.
    private IEnumerable<Place> PlacesOf(string action)
    {
        List<InputSchema> forms = [.. api.Body(RouteTable.All.Single(route => route.Action == action)).Forms];
        foreach (InputSchema form in forms)
        {
            Place outer = new(form, [.. forms.Where(other => other != form)], "", Samples(form), sample => sample);
            yield return outer;
            foreach ((string name, InputSchema field) in form.Fields)
            {
                if (field.Items is { } items)
                {
                    List<InputSchema> inners = [.. items.Forms];
                    foreach (InputSchema inner in inners)
                    {
                        yield return new Place(
                            inner, [.. inners.Where(other => other != inner)], $"{name}[0].", Samples(inner),
                            sample => With(outer, name, new JsonArray(sample)));
                    }
                }
                else if (field.IsObject)
                {
                    yield return new Place(field, [], name + ".", Samples(field), sample => With(outer, name, sample));
                }
            }
        }
    }

    private static JsonObject With(Place outer, string name, JsonNode value)
    {
        JsonObject around = outer.Sample();
        if (name is "take_profit" or "stop_loss")
        {
            around["order_class"] = "bracket";
            foreach (string leg in (string[])["take_profit", "stop_loss"])
                around[leg] = outer.Form.Fields[leg].Sample();
        }

        around[name] = value;
        return around;
    }

    // With what a note asks for and a schema cannot.
    private static Func<JsonObject> Samples(InputSchema form) => () =>
    {
        JsonObject sample = (JsonObject)form.Sample()!;
        if (form.Title == "OpeningLots") sample["reason"] = "USD";
        if (form.Required.Count == 0 && form.Fields.ContainsKey("qty")) sample["qty"] = "1";
        return sample;
    };

    private sealed record Place(
        InputSchema Form,
        IReadOnlyList<InputSchema> Siblings,
        string Prefix,
        Func<JsonObject> Sample,
        Func<JsonObject, JsonObject> Around);
}
