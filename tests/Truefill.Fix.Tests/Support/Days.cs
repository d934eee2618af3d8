using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Truefill.Fix.Tests.Support;

/// <summary>The two recorded days, and messages made by hand.</summary>
internal static class Days
{
    public static readonly string[] Names = ["fix42-day.log", "fix44-day.log"];

    public static string PathOf(string name) => Path.Combine(System.AppContext.BaseDirectory, "data", "fix", name);

    public static List<byte[]> Messages(string name)
    {
        using var stream = File.OpenRead(PathOf(name));
        var reader = new FixLogReader(stream);
        var messages = new List<byte[]>();
        while (reader.TryRead(out var line))
            if (line.Kind == FixLogLineKind.Message) messages.Add(line.Message.ToArray());
        return messages;
    }

    public static List<byte[]> AllMessages()
    {
        var all = Messages(Names[0]);
        all.AddRange(Messages(Names[1]));
        return all;
    }

    /// <summary>A message from fields written with |, with the right BodyLength(9) and CheckSum(10) around
    /// them.</summary>
    public static byte[] Message(string body, string beginString = "FIX.4.4") =>
        Frame(Encoding.Latin1.GetBytes(body.Replace('|', '\u0001')), beginString);

    public static byte[] Frame(byte[] body, string beginString = "FIX.4.4")
    {
        var bytes = new List<byte>(Encoding.Latin1.GetBytes($"8={beginString}\u00019={body.Length}\u0001"));
        bytes.AddRange(body);
        var sum = 0;
        foreach (var b in bytes) sum = (sum + b) % 256;
        bytes.AddRange(Encoding.Latin1.GetBytes($"10={sum:D3}\u0001"));
        return [.. bytes];
    }

    /// <summary>The execution report of the performance goal: 288 bytes, 28 fields.</summary>
    public static byte[] ExecutionReport288(int number = 0)
    {
        var n = number % 900;
        return Message(
            $"35=8|49=BROKER01|56=CLIENT01|34={100_000 + number}|52=20261120-18:48:{number % 60:D2}.{279 + n % 700:D3}|37=ORD{10_000_000 + number}"
            + $"|11=CL{20_000_000 + number}|17=EX{30_000_000 + number}|150=F|39=1|1=ACCT42|55=MSFT|54=1|38={1000 + n}|40=2|44={410 + n % 9}.25"
            + $"|59=0|31={410 + n % 9}.12|32={100 + n % 100}|14={300 + n % 100}|151={700 + n}|6={410 + n % 9}.1150|60=20261120-18:48:{number % 60:D2}.{278 + n % 700:D3}"
            + $"|12=1.25|13=3|");
    }
}
