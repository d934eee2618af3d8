using System;
using System.Text;
using Truefill.Fix.Tests.Support;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>
/// Mutated conversations: whatever comes, a session neither throws nor hangs nor takes much memory, and every byte is
/// answered, rejected, counted as garbled, or delivered; what is delivered, and what a venue rejects, becomes a report or
/// a dead letter of the connector that says why. TRUEFILL_LONG=1 plays a hundred times as many.
/// </summary>
public sealed class SessionFuzzTests
{
    private const int MessagesPerSeed = 60_000;
    private const long BytesMax = 1 << 20;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Bodies =
    [
        "35=0|34={n}|49=PEER|52={t}|56=US|", "35=1|34={n}|49=PEER|52={t}|56=US|112=ID|", "35=2|34={n}|49=PEER|52={t}|56=US|7=1|16=0|",
        "35=4|34={n}|49=PEER|52={t}|56=US|123=Y|36={m}|", "35=4|34={n}|49=PEER|52={t}|56=US|36={m}|", "35=3|34={n}|49=PEER|52={t}|56=US|45=1|",
        "35=5|34={n}|49=PEER|52={t}|56=US|58=bye|", "35=A|34={n}|49=PEER|52={t}|56=US|98=0|108=30|", "35=A|34={n}|49=PEER|52={t}|56=US|98=0|108=30|141=Y|789={m}|",
        "35=D|34={n}|49=PEER|52={t}|56=US|43=Y|122={t}|11=X{m}|21=1|55=IBM|54=1|38=100|40=1|60={t}|",
        "35=8|34={n}|49=PEER|52={t}|56=US|37=V|17=E|150=F|39=1|55=IBM|54=1|38=9|31=1.5|32=1|151=5|14=5|6=1.5|453=1|448=A|447=D|452=1|95=3|96=a|b|",
    ];

    public static TheoryData<int, FixRole, FixStrictness> Seeds => new()
    {
        { 1, FixRole.Acceptor, FixStrictness.Strict }, { 2, FixRole.Initiator, FixStrictness.Strict },
        { 3, FixRole.Acceptor, FixStrictness.Lenient }, { 4, FixRole.Initiator, FixStrictness.Lenient },
    };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_conversation_is_survived(int seed, FixRole role, FixStrictness strictness)
    {
        var rounds = MessagesPerSeed * (Environment.GetEnvironmentVariable("TRUEFILL_LONG") == "1" ? 100 : 1);
        var random = new SplitMix((ulong)seed);
        var world = new World(role, strictness, random);
        for (var i = 0; i < rounds; i++) world.Step();
        Assert.True(world.LogonCount > 100, $"{world.LogonCount} logons: the conversations hardly began");
        Assert.True(world.Delivered > 1000, $"{world.Delivered} messages delivered");
        Assert.True(world.DeadLetters > 100, $"{world.DeadLetters} dead letters");
    }

    /// <summary>One session, and a counterparty that is mostly sane.</summary>
    private sealed class World : IFixApplication
    {
        private readonly FixFieldIndex index = new();
        private readonly SplitMix random;
        private readonly FixSession session;
        private readonly CountingLog log = new();
        private FixOutput spare = new();
        private readonly FixInbound inbound;
        private byte[] rest = [];
        private long now = Pair.Start;
        private long posted;

        public World(FixRole role, FixStrictness strictness, SplitMix random)
        {
            this.random = random;
            var options = (role == FixRole.Acceptor ? Pair.Acceptor : Pair.Initiator) with
            {
                Strictness = strictness,
                EarlyBytesMax = 1 << 16,
                NextExpectedMsgSeqNum = random.Below(2) == 0,
                Resend = new FixResendRules { Orders = FixResend.PossDup },
            };
            session = new FixSession(options, new MemoryMessageStore(now), this, log);
            var settings = new FixVenueSettings
            {
                VenueId = "V",
                Host = "",
                Port = 1,
                StoreFolder = "",
                Session = options,
                Clock = () => now,
            };
            inbound = new FixInbound(settings, new FixSentRequests(), new FixQuestions("V", FixAccountNames.Same), Post);
        }

        public int LogonCount => session.LogonCount;

        public int Delivered { get; private set; }

        public int DeadLetters { get; private set; }

        public void OnReject(FixSession session, in FixDelivery delivery)
        {
            var before = posted;
            inbound.OnReject(session, delivery);
            Assert.True(posted > before, Printable(delivery.Message.Bytes.ToArray()));
        }

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            Delivered++;
            var before = posted;
            inbound.OnMessage(session, delivery);
            Assert.True(posted > before, Printable(delivery.Message.Bytes.ToArray()));
            switch (random.Below(4))
            {
                case 0: return FixVerdict.Unsupported;
                case 1: return FixVerdict.Reject(SessionRejectReason.Other, 11, "no\u0001");
                case 2 when session.NextOutbound < 60:
                    var writer = session.Begin("8"u8, now);
                    writer.AppendInt(Tags.ClOrdID, delivery.Mark.MsgSeqNum);
                    session.Send(ref writer, now);
                    break;
            }

            return FixVerdict.Accepted;
        }

        public void Step()
        {
            now += random.Below(200) * 1_000_000L;
            if (session.State == FixSessionState.Disconnected) Connect();
            var bytes = Input();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadTime.Now;
            rest = [.. rest, .. bytes];
            var logged = log.InBytes;
            var taken = session.Receive(rest, now);
            session.Tick(now);
            spare = session.TakeOutput(spare);
            var (elapsed, allocated) = (ThreadTime.Now - start, GC.GetAllocatedBytesForCurrentThread() - before);
            rest = rest[taken..];
            Assert.True(elapsed < TimeMax, $"{elapsed.TotalMilliseconds} ms for {Printable(bytes)}");
            Assert.True(allocated < BytesMax + (4 * rest.Length), $"{allocated} bytes for {Printable(bytes)}");
            CheckOutput(spare.Bytes);
            // A message is answered, rejected or delivered, and what is none is kept as garbage: nothing is passed over.
            if (session.State is not (FixSessionState.Closing or FixSessionState.Disconnected))
                Assert.Equal(taken, log.InBytes - logged);
            if (session.State == FixSessionState.Closing || random.Below(500) == 0) session.Disconnect("", now);
        }

        /// <summary>Each with its bytes, and a dead letter with its reason.</summary>
        private void Post(in VenueReport report, FixMark mark)
        {
            posted++;
            Assert.NotEqual(default, report.Kind);
            Assert.False(report.Raw.IsEmpty);
            if (report.Kind != VenueReportKind.Malformed) return;
            DeadLetters++;
            Assert.NotEqual(default, report.Reason);
            Assert.NotEmpty(report.Detail!);
        }

        private void Connect()
        {
            rest = [];
            session.Connect(now);
            if (random.Below(10) == 0) session.RequestReset(now);
            rest = Days.Frame(Fill(Bodies[7], random.Below(8) == 0 ? random.Below(50) : session.NextInbound));
        }

        private byte[] Input()
        {
            var number = random.Below(6) switch
            {
                0 => random.Below(400),
                1 => session.NextInbound + random.Below(20),
                _ => session.NextInbound,
            };
            // Logons and logouts would end most conversations at once.
            var body = random.Below(30) == 0 ? Bodies[random.Below(Bodies.Length)] : Bodies[new[] { 0, 1, 2, 3, 5, 9, 10 }[random.Below(7)]];
            var bytes = Fill(body, number);
            switch (random.Below(5))
            {
                case 0: return Days.Frame(Mutation.Mutate(bytes, random));
                case 1 when random.Below(4) == 0: return Mutation.Mutate(Days.Frame(bytes), random);
                case 2 when random.Below(20) == 0: return random.Bytes(random.Below(100));
                default: return Days.Frame(bytes);
            }
        }

        private byte[] Fill(string body, int number)
        {
            var time = FixNanos.ToTime(now + (random.Below(50) == 0 ? 200_000_000_000L : 0));
            return Encoding.Latin1.GetBytes(body.Replace("{n}", $"{number}").Replace("{m}", $"{number + random.Below(10) - 2}")
                .Replace("{t}", time.ToString("yyyyMMdd-HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture)).Replace('|', '\u0001'));
        }

        /// <summary>What we send is good FIX, whatever came.</summary>
        private void CheckOutput(ReadOnlySpan<byte> output)
        {
            while (!output.IsEmpty)
            {
                var frame = FixFramer.Next(output);
                Assert.Equal(FixFrameStatus.Complete, frame.Status);
                Assert.True(FixParser.Parse(output[..frame.Length], index, out _).IsOk);
                output = output[frame.Length..];
            }
        }

        private static string Printable(byte[] bytes) => Encoding.Latin1.GetString(bytes).Replace('\u0001', '|');
    }

    /// <summary>What came in, as messages or as garbage.</summary>
    private sealed class CountingLog : IFixLog
    {
        public long InBytes { get; private set; }

        public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now)
        {
            Assert.False(message.IsEmpty);
            if (direction == FixDirection.In) InBytes += message.Length;
        }

        public void Garbage(ReadOnlySpan<byte> bytes, long now)
        {
            Assert.False(bytes.IsEmpty);
            InBytes += bytes.Length;
        }

        public void Event(string text, long now) => Assert.NotEmpty(text);
    }
}
