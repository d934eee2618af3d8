using Truefill.Domain.Advisories;
using Truefill.Domain.Clients;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Domain;

/// <summary>
/// Everything that can become a fact. The codec, the books and the event catalogue implement all of it; deciding hands
/// its conclusions to one of these.
/// </summary>
public interface IFacts : IOrderFacts, IExecutionFacts, IBookFacts, IIntakeFacts, ISessionFacts, IEngineFacts,
    IRiskFacts, IAdvisoryFacts, IReconciliationFacts, IClientFacts;
