using System;
using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Truefill.Benchmarks.Gate;

namespace Truefill.Benchmarks.Http;

/// <summary>The bytes of a POST that enters an order; only the number in its ClOrdID changes.</summary>
internal sealed class OrderRequest
{
    public const string Path = "/api/v1/orders";
    public const int Accounts = 10;
    public const int Symbols = 100;

    private const int Digits = 10;

    private readonly int numberAt;

    /// <param name="connection">Gives the account and the symbol.</param>
    public OrderRequest(int connection)
    {
        string number = new('0', Digits);
        string account = GateLimits.Name("ACC", connection % Accounts);
        string symbol = GateLimits.Name("SYM", connection % Symbols);
        string body = $$"""
            {"cl_ord_id":"B-{{number}}","account":"{{account}}","symbol":"{{symbol}}","side":"buy","qty":"100",
            """ + $$"""
            "price":"10.25","tif":"day","venue":"{{QuietVenue.Name}}"}
            """;
        Bytes = Post(Path, body);
        numberAt = Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(number));
    }

    public byte[] Bytes { get; }

    public void Number(long number) =>
        Utf8Formatter.TryFormat(number, Bytes.AsSpan(numberAt), out _, new StandardFormat('D', Digits));

    public static byte[] Post(string path, string body) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {body.Length}\r\n\r\n{body}");

    public static byte[] Delete(string path) => Encoding.ASCII.GetBytes(
        $"DELETE {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
}
