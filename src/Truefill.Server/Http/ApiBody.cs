using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Http;

/// <summary>The JSON body of a route: one object, in the only form there is or in one of several.</summary>
public sealed class ApiBody
{
    public ApiBody(params IReadOnlyList<ApiField> fields)
        : this([new ApiBodyForm("", fields)])
    {
    }

    private ApiBody(ApiBodyForm[] forms) => Forms = forms;

    public IReadOnlyList<ApiBodyForm> Forms { get; }

    /// <summary>What goes for the whole of it.</summary>
    public string? Note { get; init; }

    /// <summary>Without any field that is required the body may be left out.</summary>
    public bool IsRequired => Forms.All(form => form.Fields.Any(each => each.IsRequired));

    /// <summary>Every field of every form.</summary>
    public IEnumerable<string> Names =>
        Forms.SelectMany(form => form.Fields).Select(each => each.Name).Distinct(StringComparer.Ordinal);

    public static ApiBody OneOf(params ApiBodyForm[] forms) => new(forms);
}
