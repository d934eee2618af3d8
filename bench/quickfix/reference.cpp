// QuickFIX in C++ doing what `truefill bench fix` measures of our own, as the figures beside ours.
//
//   reference parse FILE SIZE ROUNDS     FILE holds messages of SIZE bytes: parse, check against a dictionary, read the
//                                        typed fields. Prints "parse NANOSECONDS" and "parse_dictionary NANOSECONDS".
//   reference session FOLDER PINGS PAIRS PORT
//                                        two sessions over loopback with file stores. Prints "latency MICROSECONDS" (the
//                                        median from an order to its report) and "pairs PER_SECOND" (100 in flight).
//
// The best round counts, as with ours. The dictionary knows the fields of that one message only, which favours QuickFIX.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <condition_variable>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "quickfix/Application.h"
#include "quickfix/DataDictionary.h"
#include "quickfix/FileStore.h"
#include "quickfix/Message.h"
#include "quickfix/Session.h"
#include "quickfix/SessionSettings.h"
#include "quickfix/ThreadedSocketAcceptor.h"
#include "quickfix/ThreadedSocketInitiator.h"
#include "quickfix/fix44/ExecutionReport.h"
#include "quickfix/fix44/NewOrderSingle.h"

namespace {
using Clock = std::chrono::steady_clock;

double nanos(Clock::time_point from) { return std::chrono::duration<double, std::nano>(Clock::now() - from).count(); }

const char* const dictionary = R"(<fix major="4" minor="4"><header>
<field name="BeginString" required="Y"/><field name="BodyLength" required="Y"/><field name="MsgType" required="Y"/>
<field name="SenderCompID" required="Y"/><field name="TargetCompID" required="Y"/><field name="MsgSeqNum" required="Y"/>
<field name="SendingTime" required="Y"/></header><trailer><field name="CheckSum" required="Y"/></trailer><messages>
<message name="ExecutionReport" msgtype="8" msgcat="app"><field name="OrderID" required="Y"/><field name="ClOrdID" required="N"/>
<field name="ExecID" required="Y"/><field name="ExecType" required="Y"/><field name="OrdStatus" required="Y"/>
<field name="Account" required="N"/><field name="Symbol" required="Y"/><field name="Side" required="Y"/>
<field name="OrderQty" required="N"/><field name="OrdType" required="N"/><field name="Price" required="N"/>
<field name="TimeInForce" required="N"/><field name="LastPx" required="N"/><field name="LastQty" required="N"/>
<field name="CumQty" required="Y"/><field name="LeavesQty" required="Y"/><field name="AvgPx" required="Y"/>
<field name="TransactTime" required="N"/><field name="Commission" required="N"/><field name="GrossTradeAmt" required="N"/>
</message></messages><components/><fields><field number="8" name="BeginString" type="STRING"/>
<field number="9" name="BodyLength" type="LENGTH"/><field number="35" name="MsgType" type="STRING"/>
<field number="49" name="SenderCompID" type="STRING"/><field number="56" name="TargetCompID" type="STRING"/>
<field number="34" name="MsgSeqNum" type="SEQNUM"/><field number="52" name="SendingTime" type="UTCTIMESTAMP"/>
<field number="10" name="CheckSum" type="STRING"/><field number="37" name="OrderID" type="STRING"/>
<field number="11" name="ClOrdID" type="STRING"/><field number="17" name="ExecID" type="STRING"/>
<field number="150" name="ExecType" type="CHAR"><value enum="0" description="NEW"/><value enum="4" description="CANCELED"/>
<value enum="5" description="REPLACED"/><value enum="8" description="REJECTED"/><value enum="F" description="TRADE"/></field>
<field number="39" name="OrdStatus" type="CHAR"><value enum="0" description="NEW"/><value enum="1" description="PARTIAL"/>
<value enum="2" description="FILLED"/><value enum="4" description="CANCELED"/><value enum="8" description="REJECTED"/></field>
<field number="1" name="Account" type="STRING"/><field number="55" name="Symbol" type="STRING"/>
<field number="54" name="Side" type="CHAR"><value enum="1" description="BUY"/><value enum="2" description="SELL"/></field>
<field number="38" name="OrderQty" type="QTY"/><field number="40" name="OrdType" type="CHAR"><value enum="1" description="MARKET"/>
<value enum="2" description="LIMIT"/></field><field number="44" name="Price" type="PRICE"/>
<field number="59" name="TimeInForce" type="CHAR"><value enum="0" description="DAY"/><value enum="1" description="GTC"/></field>
<field number="31" name="LastPx" type="PRICE"/><field number="32" name="LastQty" type="QTY"/>
<field number="14" name="CumQty" type="QTY"/><field number="151" name="LeavesQty" type="QTY"/>
<field number="6" name="AvgPx" type="PRICE"/><field number="60" name="TransactTime" type="UTCTIMESTAMP"/>
<field number="12" name="Commission" type="AMT"/><field number="381" name="GrossTradeAmt" type="AMT"/></fields></fix>)";

double sum = 0;  // Kept, so that the work is not optimised away.

template <typename Field>
void read(const FIX::FieldMap& map) {
  Field field;
  map.getField(field);
  sum += field.getValue();
}

void readTyped(const FIX::Message& message) {
  read<FIX::OrderQty>(message);
  read<FIX::Price>(message);
  read<FIX::LastPx>(message);
  read<FIX::LastQty>(message);
  read<FIX::CumQty>(message);
  read<FIX::LeavesQty>(message);
  read<FIX::AvgPx>(message);
  read<FIX::Commission>(message);
  read<FIX::GrossTradeAmt>(message);
  read<FIX::MsgSeqNum>(message.getHeader());
  read<FIX::ExecType>(message);
  read<FIX::Side>(message);
  FIX::TransactTime time;
  message.getField(time);
  FIX::ClOrdID id;
  message.getField(id);
  sum += id.getValue().size() + time.getValue().getSecond();
}

double parse(const std::vector<std::string>& messages, const FIX::DataDictionary* checks, int rounds) {
  double best = 1e18;
  for (int round = 0; round < rounds; ++round) {
    const auto start = Clock::now();
    for (const std::string& bytes : messages) {
      FIX::Message message;
      if (checks != nullptr) {
        message.setString(bytes, true, checks);
        checks->validate(message);
      } else {
        message.setString(bytes, true);
      }
      readTyped(message);
    }
    best = std::min(best, nanos(start) / messages.size());
  }
  return best;
}

int parseFile(const char* path, int size, int rounds) {
  std::ifstream in(path, std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::vector<std::string> messages;
  for (std::size_t at = 0; at + size <= all.size(); at += size) messages.push_back(all.substr(at, size));
  std::istringstream text(dictionary);
  const FIX::DataDictionary checks(text);
  std::printf("parse %f\n", parse(messages, nullptr, rounds));
  std::printf("parse_dictionary %f\n", parse(messages, &checks, rounds));
  return messages.empty() || sum == 0;
}

class Base : public FIX::Application {
 public:
  void onCreate(const FIX::SessionID&) override {}
  void onLogon(const FIX::SessionID&) override { loggedOn_ = true; }
  void onLogout(const FIX::SessionID&) override { loggedOn_ = false; }
  void toAdmin(FIX::Message&, const FIX::SessionID&) override {}
  void toApp(FIX::Message&, const FIX::SessionID&) throw(FIX::DoNotSend) override {}
  void fromAdmin(const FIX::Message&, const FIX::SessionID&) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::RejectLogon) override {}
  bool isLoggedOn() const { return loggedOn_; }

 private:
  std::atomic<bool> loggedOn_{false};
};

class Venue : public Base {
 public:
  void fromApp(const FIX::Message& order, const FIX::SessionID& session) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    FIX::ClOrdID id;
    FIX::OrderQty quantity;
    FIX::Price price;
    order.getField(id);
    order.getField(quantity);
    order.getField(price);
    const std::string number = std::to_string(++executions_);
    FIX44::ExecutionReport report{FIX::OrderID{number}, FIX::ExecID{number}, FIX::ExecType{'F'}, FIX::OrdStatus{'2'},
                                  FIX::Side{'1'}, FIX::LeavesQty{0}, FIX::CumQty{quantity}, FIX::AvgPx{price}};
    report.set(id);
    report.set(FIX::Symbol("MSFT"));
    report.set(FIX::LastQty(quantity));
    report.set(FIX::LastPx(price));
    FIX::Session::sendToTarget(report, session);
  }

 private:
  int executions_ = 0;
};

class Client : public Base {
 public:
  explicit Client(FIX::SessionID session) : session_(std::move(session)) {}

  // The thread that gets a report sends the next order, as with ours.
  void run(int total, int inFlight, std::vector<double>* took) {
    std::unique_lock<std::mutex> hold(mutex_);
    total_ = total;
    sent_ = std::min(total, inFlight);
    received_ = 0;
    took_ = took;
    const int first = sent_;
    hold.unlock();
    sentAt_ = Clock::now();
    for (int n = 0; n < first; ++n) order(n);
    hold.lock();
    if (!done_.wait_for(hold, std::chrono::seconds(120), [&] { return received_ == total_; }))
      throw std::runtime_error("not all reports within two minutes");
  }

  void fromApp(const FIX::Message&, const FIX::SessionID&) throw(
      FIX::FieldNotFound, FIX::IncorrectDataFormat, FIX::IncorrectTagValue, FIX::UnsupportedMessageType) override {
    if (took_ != nullptr) took_->push_back(nanos(sentAt_) / 1000);
    bool more;
    int number;
    {
      std::lock_guard<std::mutex> hold(mutex_);
      ++received_;
      more = sent_ < total_;
      number = sent_;
      if (more) ++sent_;
      if (received_ == total_) done_.notify_all();
    }
    sentAt_ = Clock::now();
    if (more) order(number);
  }

 private:
  void order(int n) {
    FIX44::NewOrderSingle order{FIX::ClOrdID{std::to_string(10000000 + n)}, FIX::Side{'1'}, FIX::TransactTime{},
                                FIX::OrdType{'2'}};
    order.set(FIX::Account("ACCT42"));
    order.set(FIX::Symbol("MSFT"));
    order.set(FIX::OrderQty(100));
    order.set(FIX::Price(412.25));
    FIX::Session::sendToTarget(order, session_);
  }

  FIX::SessionID session_;
  std::mutex mutex_;
  std::condition_variable done_;
  std::vector<double>* took_ = nullptr;
  Clock::time_point sentAt_;
  int total_ = 0, sent_ = 0, received_ = 0;
};

std::string config(const std::string& folder, const char* role, int port, const char* ours, const char* theirs) {
  std::ostringstream text;
  text << "[DEFAULT]\nConnectionType=" << role << "\nFileStorePath=" << folder << '/' << ours
       << "\nStartTime=00:00:00\nEndTime=00:00:00\nUseDataDictionary=N\nHeartBtInt=30\nReconnectInterval=1\n"
       << "SocketNodelay=Y\nSocketAcceptPort=" << port << "\nSocketConnectHost=127.0.0.1\nSocketConnectPort=" << port
       << "\n[SESSION]\nBeginString=FIX.4.4\nSenderCompID=" << ours << "\nTargetCompID=" << theirs << '\n';
  return text.str();
}

int sessions(const std::string& folder, int pings, int pairs, int port) {
  std::istringstream accepting(config(folder, "acceptor", port, "VENUE", "CLIENT"));
  std::istringstream initiating(config(folder, "initiator", port, "CLIENT", "VENUE"));
  FIX::SessionSettings venueSettings(accepting), clientSettings(initiating);
  FIX::FileStoreFactory venueStores(venueSettings), clientStores(clientSettings);
  Venue venue;
  Client client(FIX::SessionID("FIX.4.4", "CLIENT", "VENUE"));
  FIX::ThreadedSocketAcceptor acceptor(venue, venueStores, venueSettings);
  FIX::ThreadedSocketInitiator initiator(client, clientStores, clientSettings);
  acceptor.start();
  initiator.start();
  for (int n = 0; n < 1000 && !client.isLoggedOn(); ++n) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  if (!client.isLoggedOn()) throw std::runtime_error("no logon within ten seconds");
  client.run(std::min(pings, 5000), 1, nullptr);
  std::vector<double> times;
  client.run(pings, 1, &times);
  std::sort(times.begin(), times.end());
  std::printf("latency %f\n", times[times.size() / 2]);
  client.run(std::min(pairs, 5000), 100, nullptr);
  const auto start = Clock::now();
  client.run(pairs, 100, nullptr);
  std::printf("pairs %f\n", pairs / (nanos(start) / 1e9));
  initiator.stop();
  acceptor.stop();
  return 0;
}
}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "parse" && argc == 5) return parseFile(argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
    if (what == "session" && argc == 6)
      return sessions(argv[2], std::atoi(argv[3]), std::atoi(argv[4]), std::atoi(argv[5]));
    std::cerr << "usage: reference parse FILE SIZE ROUNDS | reference session FOLDER PINGS PAIRS PORT\n";
    return 64;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
