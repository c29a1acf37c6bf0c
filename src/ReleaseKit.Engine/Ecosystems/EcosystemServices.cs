using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>The seams that adapters are built on.</summary>
/// <param name="Processes">Starts clients.</param>
/// <param name="Http">Talks to registries; retries transient answers to reads.</param>
/// <param name="Environment">Variables for tool look-up.</param>
/// <param name="Time">The clock.</param>
public sealed record EcosystemServices(IProcessRunner Processes, HttpClient Http, IEnvironment Environment, TimeProvider Time);
