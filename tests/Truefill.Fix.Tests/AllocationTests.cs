using System;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Parse_validate_read_and_encode_allocate_nothing()
    {
        var messages = Days.AllMessages();
        messages.Add(Days.Message("35=8|37=V|17=E|150=F|136=2|137=1|138=USD|139=1|137=2|58=x|58=y|20001=a|20001=b|"));
        var index = new FixFieldIndex();
        var issues = new FixIssues();
        var validator = new FixValidator(FixDictionary.For(FixVersion.Fix44), FixStrictness.Lenient);
        var buffer = new byte[512];
        foreach (var bytes in messages) Work(bytes, index, issues, validator, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var bytes in messages) Work(bytes, index, issues, validator, buffer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Work(byte[] bytes, FixFieldIndex index, FixIssues issues, FixValidator validator, byte[] buffer)
    {
        _ = FixFramer.Next(bytes);
        FixParser.Parse(bytes, index, out var message, FixParseOptions.RejectDuplicateTags);
        validator.Validate(message, issues);
        message.TryGetDecimal(Tags.LastPx, out var px);
        message.TryGetUtcTimestamp(Tags.SendingTime, out var time);
        message.TryGet(Tags.ClOrdID, out var id);
        foreach (var fee in message.Group(FixGroups.MiscFees)) fee.TryGetDecimal(Tags.MiscFeeAmt, out _);
        var writer = new FixMessageWriter(buffer, "FIX.4.4"u8, MsgTypes.ExecutionReport);
        if (!id.IsEmpty) writer.Append(Tags.ClOrdID, id);
        writer.AppendDecimal(Tags.LastPx, px);
        writer.AppendUtcTimestamp(Tags.TransactTime, time);
        writer.AppendInt(Tags.MsgSeqNum, 1);
        writer.TryFinish(out _);
    }
}
