using System;

namespace Truefill.Server.Grpc;

/// <summary>Numbers of gRPC's statuses; see https://grpc.github.io/grpc/core/md_doc_statuscodes.html.</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}

/// <summary>A call that ends with another status than OK.</summary>
internal sealed class GrpcException(GrpcStatus status, string code, string detail) : Exception(detail)
{
    public GrpcStatus Status { get; } = status;

    /// <summary>The <c>code</c> of the HTTP API's problem, for programs.</summary>
    public string Code { get; } = code;

    public static GrpcException Of(int httpStatus, string code, string detail) => new(
        httpStatus switch
        {
            400 or 413 or 415 => GrpcStatus.InvalidArgument,
            401 => GrpcStatus.Unauthenticated,
            403 => GrpcStatus.PermissionDenied,
            404 => GrpcStatus.NotFound,
            409 when code == "duplicate_cl_ord_id" => GrpcStatus.AlreadyExists,
            422 when code == "unknown_venue" => GrpcStatus.NotFound,
            422 when IsMalformed(code) => GrpcStatus.InvalidArgument,
            409 or 412 or 422 => GrpcStatus.FailedPrecondition,
            429 => GrpcStatus.ResourceExhausted,
            503 => GrpcStatus.Unavailable,
            504 => GrpcStatus.DeadlineExceeded,
            _ => GrpcStatus.Internal,
        },
        code,
        detail);

    /// <summary>Whether the request is wrong in itself, so that no change of the books would let it pass.</summary>
    private static bool IsMalformed(string code) => code is
        "malformed_request" or "unsupported_field" or "quantity_not_positive" or "price_missing"
        or "price_not_allowed" or "stop_price_missing" or "stop_price_not_allowed";
}
