namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>The column of maven.</summary>
public sealed class MavenFaultTests : FaultTests
{
    internal override FaultEcosystem Ecosystem() => FaultEcosystem.Maven();
}
