using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <content>
/// RequestForPositionsAck(AO) and PositionReport(AP). A list is complete once as many reports have come as
/// TotalNumPosReports(727) says; without that number it never is, because what is missing could still be there.
/// </content>
internal sealed partial class FixQuestions
{
    /// <summary>As which contract each symbol has come; the session's lock is held by whoever uses it.</summary>
    public FixContractMemory Contracts { get; } = new();

    // PosReqResult(728): there are none.
    private const int NoPositions = 2;

    // PosReqStatus(729).
    private const int Rejected = 2;

    /// <summary>True when a message completes the answer to a question about positions.</summary>
    public bool TryTakePosition(in FixMessage message, out VenueAnswer? answer)
    {
        answer = null;
        bool isAck = message.MsgType.SequenceEqual(MsgTypes.RequestForPositionsAck);
        if (!isAck && !message.MsgType.SequenceEqual(MsgTypes.PositionReport)) return false;
        lock (guard)
        {
            if (!TryGetQuery(in message, Tags.PosReqID, out long id)
                || !pending.TryGetValue(id, out Question? question) || question.Query.Kind != QueryKind.Positions)
                return false;
            answer = isAck ? Acknowledged(in message, question) : Listed(in message, question);
            if (answer is not null) pending.Remove(id);
            return answer is not null;
        }
    }

    private VenueAnswer? Acknowledged(in FixMessage message, Question question)
    {
        bool hasResult = message.TryGetInt(Tags.PosReqResult, out int result) == FixRead.Found;
        if (hasResult && result == NoPositions) return AnswerTo(question, AnswerStatus.Complete, null);
        bool isRejected = message.TryGetInt(Tags.PosReqStatus, out int status) == FixRead.Found && status == Rejected;
        if (isRejected || (hasResult && result != 0))
        {
            message.TryGet(Tags.Text, out ReadOnlySpan<byte> said);
            string code = result.ToString(CultureInfo.InvariantCulture);
            string text = Encoding.Latin1.GetString(said);
            return AnswerTo(question, AnswerStatus.Failed, $"PosReqResult(728)={code} {text}");
        }

        return Counted(in message, question);
    }

    private VenueAnswer? Listed(in FixMessage message, Question question)
    {
        question.PositionReportsSeen++;
        if (!TryReadPosition(in message, question.Query.Account, out VenuePosition position, out string? wrong))
            return AnswerTo(question, AnswerStatus.Failed, wrong);
        if (position.Symbol.Length > 0 && !TryAdd(question.Positions, in position))
            return AnswerTo(question, AnswerStatus.Failed, $"PositionReport(AP) of {position.Symbol}: too large a sum");
        return Counted(in message, question);
    }

    private VenueAnswer? Counted(in FixMessage message, Question question)
    {
        if (message.TryGetInt(Tags.TotalNumPosReports, out int total) == FixRead.Found)
            question.PositionReports = total;
        return question.PositionReports is { } all && question.PositionReportsSeen >= all
            ? AnswerTo(question, AnswerStatus.Complete, null)
            : null;
    }

    // A report without a symbol says that there is nothing (728=2).
    private bool TryReadPosition(
        in FixMessage message, string account, out VenuePosition position, out string? wrong)
    {
        position = new VenuePosition(account, "", Qty.Zero);
        wrong = null;
        bool hasSymbol = message.TryGet(Tags.Symbol, out ReadOnlySpan<byte> symbol) == FixRead.Found;
        if (!hasSymbol) return true;
        if (message.TryGet(Tags.Account, out ReadOnlySpan<byte> said) == FixRead.Found)
            account = accounts.Ours(Encoding.Latin1.GetString(said));
        string name = Encoding.Latin1.GetString(symbol);
        if (!TryNet(in message, out decimal net) || Qty.TryFrom(net, out Qty qty) != NumberError.None)
        {
            wrong = $"PositionReport(AP) of {name}: no LongQty(704) or ShortQty(705) of PosType(703) TOT, TQ or FIN";
            return false;
        }

        if (!TryNameContract(in message, ref name, out wrong)) return false;
        bool isIn = message.TryGet(Tags.Currency, out ReadOnlySpan<byte> code) == FixRead.Found
            & Currency.TryParse(Encoding.Latin1.GetString(code), out Currency currency);
        position = new VenuePosition(account, name, qty, Currency: isIn ? currency : default);
        return true;
    }

    // Two contracts under one Symbol(55) are no position together.
    private bool TryNameContract(in FixMessage message, ref string name, out string? wrong)
    {
        bool hasType = message.TryGet(Tags.SecurityType, out ReadOnlySpan<byte> type) == FixRead.Found;
        FixContractTerms stated =
            FixContractTerms.Read(in message, hasType ? Encoding.Latin1.GetString(type) : null);
        name = instruments?.Find(name, in stated) ?? name;
        wrong = Contracts.Meet(name, in stated);
        if (wrong is not null) wrong = $"PositionReport(AP) of {name}: {wrong}";
        return wrong is null;
    }

    // A venue may list what is long and what is short of a symbol apart; together they are what is held.
    private static bool TryAdd(List<VenuePosition> listed, in VenuePosition position)
    {
        for (int i = 0; i < listed.Count; i++)
        {
            VenuePosition same = listed[i];
            if (same.Account != position.Account || same.Symbol != position.Symbol) continue;
            if (Qty.TryFrom(same.Qty.Value + position.Qty.Value, out Qty sum) != NumberError.None) return false;
            listed[i] = same with { Qty = sum };
            return true;
        }

        listed.Add(position);
        return true;
    }

    // Of the kinds of quantity a venue lists, those that are what is held now. The first kind that is there counts.
    private static bool TryNet(in FixMessage message, out decimal net)
    {
        net = 0;
        int best = int.MaxValue;
        FixGroup group = message.Group(FixGroups.Positions);
        while (group.MoveNext())
        {
            FixMessage entry = group.Current;
            entry.TryGet(Tags.PosType, out ReadOnlySpan<byte> type);
            int rank = type.SequenceEqual("TOT"u8) ? 0 : type.SequenceEqual("TQ"u8) ? 1
                : type.SequenceEqual("FIN"u8) ? 2 : int.MaxValue;
            FixRead longRead = entry.TryGetDecimal(Tags.LongQty, out decimal longQty);
            FixRead shortRead = entry.TryGetDecimal(Tags.ShortQty, out decimal shortQty);
            if (longRead == FixRead.Malformed || shortRead == FixRead.Malformed) return false;
            if (rank >= best || (longRead == FixRead.Missing && shortRead == FixRead.Missing)) continue;
            best = rank;
            net = longQty - shortQty;
        }

        return group.Status == FixRead.Found && best != int.MaxValue;
    }
}
