using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace Truefill.Benchmarks.Http;

/// <summary>
/// Clients that send orders at a fixed rate, whatever is answered: one behind the other on each connection, and what
/// the connections do not take is sent as soon as they do.
/// </summary>
internal sealed class Flood : IDisposable
{
    private const int AtOnce = 16;

    private readonly List<Client> clients = [];
    private readonly Thread thread;
    private readonly double perSecond;
    private readonly byte[] answers = new byte[64 << 10];
    private volatile bool stops;
    private long number;

    /// <param name="perSecond">Orders that are due each second.</param>
    /// <param name="first">Number of the first order.</param>
    public Flood(int port, int connections, double perSecond, long first)
    {
        this.perSecond = perSecond;
        number = first;
        for (int i = 0; i < connections; i++) clients.Add(new Client(port, i));
        thread = new Thread(Press) { IsBackground = true, Name = "flood" };
        thread.Start();
    }

    public void Dispose()
    {
        stops = true;
        thread.Join();
        foreach (Client client in clients) client.Dispose();
    }

    private void Press()
    {
        long start = Stopwatch.GetTimestamp();
        long first = number;
        while (!stops)
        {
            bool moved = false;
            foreach (Client client in clients)
            {
                moved |= client.Drain(answers);
                long due = first + (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond);
                moved |= client.Push(ref number, due);
            }

            if (!moved) Thread.Sleep(1);
        }
    }

    private sealed class Client : IDisposable
    {
        private readonly HttpConnection connection;
        private readonly OrderRequest request;
        private readonly byte[] batch;
        private int at;
        private int end;

        public Client(int port, int index)
        {
            connection = new HttpConnection(port);
            connection.Socket.Blocking = false;
            request = new OrderRequest(index);
            batch = new byte[request.Bytes.Length * AtOnce];
        }

        /// <summary>Reads what has been answered, whatever it says.</summary>
        public bool Drain(byte[] answers)
        {
            if (connection.Socket.Available == 0) return false;
            return connection.Socket.Receive(answers, SocketFlags.None, out _) > 0;
        }

        /// <summary>Sends what is due, as far as the connection takes it.</summary>
        public bool Push(ref long next, long due)
        {
            if (at == end)
            {
                (at, end) = (0, 0);
                for (int i = 0; i < AtOnce && next < due; i++)
                {
                    request.Number(next++);
                    request.Bytes.CopyTo(batch, end);
                    end += request.Bytes.Length;
                }
            }

            if (at == end) return false;
            int sent = connection.Socket.Send(batch, at, end - at, SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
            at += error == SocketError.Success ? sent : 0;
            return error == SocketError.Success;
        }

        public void Dispose() => connection.Dispose();
    }
}
