namespace ReleaseKit.Engine.Ecosystems;

/// <summary>
/// Makes an adapter that another package brings, which an item <c>ReleaseEcosystem</c> names. The type is public, has a public
/// constructor without parameters, and its assembly says <see cref="EcosystemContractAttribute"/>.
/// </summary>
public interface IEcosystemFactory
{
    /// <summary>The adapter on the given seams; called once in each task that needs it, so it should be cheap.</summary>
    EcosystemAdapter Create(EcosystemServices services);
}
