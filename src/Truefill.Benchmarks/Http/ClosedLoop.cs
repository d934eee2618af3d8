using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;

namespace Truefill.Benchmarks.Http;

/// <summary>
/// Connections that each send the next request when they have the answer to the last, all served by one thread.
/// </summary>
internal sealed class ClosedLoop : IDisposable
{
    private readonly Dictionary<Socket, Client> clients = [];
    private readonly List<Socket> ready = [];
    private readonly int status;

    /// <param name="status">What every answer has to have.</param>
    public ClosedLoop(int port, int connections, int status)
    {
        this.status = status;
        for (int i = 0; i < connections; i++)
        {
            Client client = new(new HttpConnection(port), new OrderRequest(i));
            clients.Add(client.Connection.Socket, client);
        }
    }

    /// <param name="first">Number of the first order; no number twice for one service.</param>
    public LoopRound Run(int requests, long first)
    {
        long[] ticks = new long[requests];
        int sent = 0;
        int answered = 0;
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        foreach (Client client in clients.Values.Take(requests)) client.Send(first + sent++);
        while (answered < requests)
        {
            ready.Clear();
            ready.AddRange(clients.Keys);
            Socket.Select(ready, null, null, TimeSpan.FromSeconds(10));
            if (ready.Count == 0) throw new InvalidOperationException("no answer within ten seconds");
            foreach (Socket socket in ready)
            {
                Client client = clients[socket];
                int got = client.Connection.Read();
                if (got == 0) continue;
                if (got != status) throw new InvalidOperationException($"answer {got}: {client.Connection.Last}");
                ticks[answered++] = Stopwatch.GetTimestamp() - client.SentAt;
                if (sent < requests) client.Send(first + sent++);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        used = Environment.CpuUsage.TotalTime - used;
        return new LoopRound(requests / seconds, Percentiles.Us(ticks, 99), used.TotalMicroseconds / requests);
    }

    public void Dispose()
    {
        foreach (Client client in clients.Values) client.Connection.Dispose();
    }

    private sealed class Client(HttpConnection connection, OrderRequest request)
    {
        public HttpConnection Connection => connection;

        public long SentAt { get; private set; }

        public void Send(long number)
        {
            request.Number(number);
            SentAt = Stopwatch.GetTimestamp();
            connection.Socket.Send(request.Bytes);
        }
    }
}

/// <param name="PerSecond">Requests answered.</param>
/// <param name="P99">From request to answer, in microseconds.</param>
/// <param name="Cpu">
/// Processor time of one request, client and server together, in microseconds: other work beside it hardly changes it.
/// </param>
internal sealed record LoopRound(double PerSecond, double P99, double Cpu);
