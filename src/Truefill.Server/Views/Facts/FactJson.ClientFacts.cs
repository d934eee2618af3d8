using Truefill.Domain.Clients;

namespace Truefill.Server.Views.Facts;

/// <content>Clients whose messages are numbered.</content>
public sealed partial class FactJson
{
    public void Apply(in ClientMessageTaken e)
    {
        Begin("client_message_taken");
        json.WriteString("source", books.Names.Of(e.Source));
        json.WriteNumber("msg_seq_num", e.MsgSeqNum);
        End();
    }

    public void Apply(in RequestDenied e)
    {
        Begin("request_denied");
        if (!e.Order.IsNone) WriteOrder(e.Order);
        json.WriteString("kind", Words.Of(e.Kind));
        json.WriteString("orig_cl_ord_id", e.OrigClOrdId.ToString());
        json.WriteString("request", e.Request.ToString());
        json.WriteString("source", books.Names.Of(e.Source));
        json.WriteString("reason", Words.Of(e.Reason));
        json.WriteString("detail", e.Detail);
        json.Time("at", e.At);
        End();
    }
}
