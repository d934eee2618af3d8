using System;
using System.Collections.Generic;

namespace Truefill.Server.Http;

/// <summary>A request that gets a problem for an answer: what is wrong, where, and what to do.</summary>
public sealed class ApiException : Exception
{
    public ApiException(int status, string code, string detail)
        : base(detail)
    {
        Status = status;
        Code = code;
    }

    public ApiException()
    {
    }

    public ApiException(string message)
        : base(message)
    {
    }

    public ApiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public int Status { get; } = 500;

    public string Code { get; } = "internal";

    /// <summary>Further members of the problem, such as the id of a dead letter.</summary>
    public IReadOnlyDictionary<string, long> Numbers { get; init; } = new Dictionary<string, long>();

    public static ApiException BadRequest(string code, string detail) => new(400, code, detail);

    public static ApiException Refused(string code, string detail) => new(422, code, detail);

    public static ApiException NotFound(string code, string detail) => new(404, code, detail);

    public static ApiException Conflict(string code, string detail) => new(409, code, detail);
}
