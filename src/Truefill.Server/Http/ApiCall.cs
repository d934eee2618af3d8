using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Truefill.Domain;
using Truefill.Domain.Engine;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Security;
using Truefill.Server.Views;

namespace Truefill.Server.Http;

/// <summary>A request on its way through one route: who asks, for what, and how it is answered.</summary>
public sealed class ApiCall(HttpContext context, ApiRoute route, ApiServices services, Caller caller)
{
    public const string SeqHeader = "Truefill-Seq";

    /// <summary>What is refused concerns accounts that the token is not for.</summary>
    internal const string AccountForbidden = "account_forbidden";

    /// <summary>Who says so, percent-encoded; a field <c>by</c> goes before it.</summary>
    public const string PersonHeader = "Truefill-By";

    public HttpContext Context => context;

    public ApiServices Services => services;

    public Caller Caller => caller;

    public UtcNanos Now => services.Now;

    /// <summary>
    /// A segment of the path, percent-decoded once. Read from the request line itself: the router decodes everything
    /// but an encoded slash, so what it hands on can no longer be told apart.
    /// </summary>
    public string Route(string name)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string[] segments = (query < 0 ? target : target[..query]).Split('/');
        string[] pattern = route.Pattern.Split('/');
        int at = Array.IndexOf(pattern, "{" + name + "}");
        if (segments.Length != pattern.Length)
            throw ApiException.BadRequest("malformed_path", $"The path is not of the form {route.Pattern}.");
        return Uri.UnescapeDataString(segments[at]);
    }

    /// <summary>A query parameter; null when it is not there. Twice is refused.</summary>
    public string? Query(string name)
    {
        Microsoft.Extensions.Primitives.StringValues values = context.Request.Query[name];
        if (values.Count > 1)
            throw ApiException.BadRequest(
                "invalid_parameter", $"?{name}= is given {values.Count} times; give it once.");
        return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
    }

    public T? Query<T>(string name)
        where T : struct, Enum
    {
        if (Query(name) is not { } word) return null;
        if (Words.TryParse(word, out T value)) return value;
        throw ApiException.BadRequest(
            "invalid_parameter", $"?{name}={word}: use one of {string.Join(", ", Words.All<T>())}.");
    }

    /// <summary>What counts where a parameter of the route is left out, as it is described.</summary>
    public string? Otherwise(string name)
    {
        foreach (ApiField parameter in route.Query)
            if (parameter.Name == name) return parameter.Otherwise;
        return null;
    }

    /// <summary>How many rows a page has at most: as asked for, else as described, else all.</summary>
    public int QueryLimit(int max) => QueryNumber(
        "limit", Otherwise("limit") is { } all ? int.Parse(all, CultureInfo.InvariantCulture) : int.MaxValue, max);

    public int QueryNumber(string name, int otherwise, int max)
    {
        if (Query(name) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1
            && value <= max) return value;
        throw ApiException.BadRequest("invalid_parameter", $"?{name}={text}: use a whole number from 1 to {max}.");
    }

    public UtcNanos QueryTime(string name)
    {
        if (Query(name) is not { } text) return default;
        if (UtcNanos.TryParse(text, out UtcNanos time)) return time;
        throw ApiException.BadRequest(
            "invalid_parameter", $"?{name}={text}: use RFC 3339, for example 2026-01-31T14:30:00Z.");
    }

    public LotMethod? QueryMethod() => Query<LotMethod>("method");

    /// <summary>Answers with what is read of the replica, true at one sequence.</summary>
    public async Task Read(Action<Utf8JsonWriter, Replica> write, int status = 200)
    {
        AnswerBuffer buffer = AnswerBuffer.Take();
        buffer.Seq = services.Read(replica =>
        {
            write(buffer.Json, replica);
            return replica.Seq;
        });
        await Send(buffer, status);
    }

    /// <summary>As <see cref="Read"/>, with an ETag: whoever has the same already is told so instead.</summary>
    public Task ReadTagged(Action<Utf8JsonWriter, Replica> write)
    {
        ulong seq = services.Read(static replica => replica.Seq);
        string tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{seq}\"");
        context.Response.Headers.ETag = tag;
        if (!IsHeld(tag)) return Read((json, replica) =>
        {
            context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"W/\"{replica.Seq}\"");
            write(json, replica);
        });
        context.Response.Headers[SeqHeader] = seq.ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = 304;
        return Task.CompletedTask;
    }

    // A list of tags, or any at all; a tag that went through a cache may have lost or got its mark of weakness.
    private bool IsHeld(string tag)
    {
        IList<string> stated = [.. context.Request.Headers.IfNoneMatch.OfType<string>()];
        if (!EntityTagHeaderValue.TryParseList(stated, out IList<EntityTagHeaderValue>? held)) return false;
        EntityTagHeaderValue own = EntityTagHeaderValue.Parse(tag);
        foreach (EntityTagHeaderValue each in held)
            if (each.Equals(EntityTagHeaderValue.Any) || each.Compare(own, useStrongComparison: false)) return true;
        return false;
    }

    /// <summary>Puts a request in, with who asks for it.</summary>
    public Task<Answer> Ask(
        InputKind kind, object body, ReadOnlyMemory<byte> raw = default, string source = InputSource.Http) =>
        Ask(kind, body, Audit(), raw, source);

    /// <summary>As above, with more said of who asks.</summary>
    internal Task<Answer> Ask(InputKind kind, object body, AuditEntry audit, ReadOnlyMemory<byte> raw, string source) =>
        services.Context.Engine.AskAsync(
            new Input { Kind = kind, Body = body, Source = source, Raw = raw, Audit = audit });

    /// <summary>Puts a request in; where it is not refused, what is to be shown of it is read at once.</summary>
    internal Task<Answer> Ask(InputKind kind, object body, ShownAnswer shown) =>
        services.Context.Engine.AskAsync(
            new Input { Kind = kind, Body = body, Source = InputSource.Http, Audit = Audit() }, shown.Read);

    /// <summary>Who asks for what here; what it was before and is after, where the facts do not say so.</summary>
    public AuditEntry Audit(string? before = null, string? after = null) => new()
    {
        Actor = caller.Name ?? "",
        Role = caller.RoleText,
        From = services.From(context),
        Action = route.Action,
        Target = route.Pattern.Contains('{', StringComparison.Ordinal) ? context.Request.Path.Value ?? "" : "",
        Before = before,
        After = after,
    };

    /// <summary>Journals something that changed beside the engine; the answer waits until that is durable.</summary>
    public Task<Answer> Record(string? before, string? after, AuditOutcome outcome = AuditOutcome.Done) =>
        services.Context.Engine.AskAsync(new Input
        {
            Kind = InputKind.Audit,
            Source = InputSource.Http,
            Body = Audit(before, after) with { Outcome = outcome },
        });

    /// <summary>The person who acts: as the request says, else the token's name or the Unix socket's user.</summary>
    public string By(string? stated)
    {
        if (Known(stated) is { } name) return name;
        throw ApiException.BadRequest("by_required", "This acts in a person's name: give it as 'by', or use a token.");
    }

    /// <summary>As <see cref="By"/>, and null where nobody is named.</summary>
    public string? ByIfNamed(string? stated) => Known(stated);

    /// <summary>
    /// As <see cref="By"/>, and where no name is stated the user of this machine who connects: an emergency stop, and
    /// its end, have the parameters of the interface and no place for a name.
    /// </summary>
    public string ByOrUser(string? stated) => By(Known(stated) ?? LoopbackPeer.NameOf(context));

    /// <summary>As <see cref="ByOrUser"/>, but never refused for want of a name.</summary>
    public string ByOrAnybody(string? stated) => Known(stated) ?? LoopbackPeer.NameOfUrgent(context) ?? "unnamed";

    /// <summary>Which accounts a reading is about: the one asked for, within the caller's.</summary>
    public AccountFilter Accounts(Books books, string? asked) => new(
        AccountOf(books, asked),
        caller.Accounts is null ? null : account => caller.MaySee(books, account));

    /// <summary>The account that a change is for. A token for one account need not say which.</summary>
    /// <exception cref="ApiException">It is not one of the token's.</exception>
    public string AccountFor(string stated)
    {
        if (caller.Accounts is not { } scope) return stated;
        if (stated.Length == 0 && scope.Names.Count == 1) return scope.Names[0];
        if (scope.Has(stated)) return stated;
        throw Forbidden(
            AccountForbidden,
            stated.Length == 0
                ? "The token is for some accounts only: say for which this is, with 'account'."
                : $"The token is not for account '{stated}'.");
    }

    /// <summary>What the caller may not do; where it would have changed something, the attempt is journaled.</summary>
    internal ApiException Forbidden(string code, string detail)
    {
        if (route.ChangesState)
            services.Trail?.Refused(
                caller, services.From(context), route.Action, context.Request.Path.Value ?? "", code);
        return new ApiException(403, code, detail);
    }

    // An account that nobody has heard of has nothing.
    internal static AccountId AccountOf(Books books, string? name) =>
        name is null ? default : new AccountId(books.Names.Accounts.HandleOf(name));

    private string? Known(string? stated)
    {
        string? name = stated ?? StatedPerson() ?? caller.Name;
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    private string? StatedPerson()
    {
        string? header = context.Request.Headers[PersonHeader];
        return string.IsNullOrWhiteSpace(header) ? null : Uri.UnescapeDataString(header);
    }

    /// <summary>Answers with what was read, and keeps the buffer for the next answer.</summary>
    internal async Task Send(AnswerBuffer buffer, int status)
    {
        await Send(buffer.Written, buffer.Seq, status);
        buffer.Return();
    }

    /// <summary>Answers with JSON that was made apart, true at a sequence.</summary>
    internal async Task Send(ReadOnlyMemory<byte> body, ulong seq, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.Headers[SeqHeader] = seq.ToString(CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
