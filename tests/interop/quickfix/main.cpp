// An independent FIX engine on one side of a session: QuickFIX in C++. Two parts, chosen by the first argument.
//
//   venue  CONFIG FOLDER   accepts; fills, rejects, cancels, replaces, busts and corrects; keeps books of its own
//   client CONFIG FOLDER N initiates; sends N orders, then cancels and replaces some, and books what is reported
//
// It writes FOLDER/books (account|symbol|position|net cash) and FOLDER/state (key value lines) whenever something has
// changed, and ends on SIGTERM. What happens to an order depends on its number alone, so a run can be repeated.
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <thread>

#include "client.h"
#include "quickfix/FileLog.h"
#include "quickfix/FileStore.h"
#include "quickfix/SessionSettings.h"
#include "quickfix/SocketAcceptor.h"
#include "quickfix/SocketInitiator.h"
#include "venue.h"

namespace {
std::atomic<bool> stopping{false};
void stop(int) { stopping = true; }

template <typename Part, typename Endpoint>
int run(Part& part, const std::string& config) {
  FIX::SessionSettings settings(config);
  FIX::FileStoreFactory stores(settings);
  Endpoint endpoint(part, stores, settings);
  endpoint.start();
  std::cout << "started" << std::endl;
  while (!stopping) {
    part.tick();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  endpoint.stop();
  part.tick();
  return 0;
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: fix-desk venue CONFIG FOLDER | fix-desk client CONFIG FOLDER ORDERS\n";
    return 64;
  }
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  try {
    const std::string part = argv[1];
    if (part == "venue") {
      Venue venue(argv[3]);
      return run<Venue, FIX::SocketAcceptor>(venue, argv[2]);
    }
    Client client(argv[3], argc > 4 ? std::atoi(argv[4]) : 1000);
    return run<Client, FIX::SocketInitiator>(client, argv[2]);
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
