namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>The column of cargo.</summary>
public sealed class CargoFaultTests : FaultTests
{
    internal override FaultEcosystem Ecosystem() => FaultEcosystem.Cargo();
}
